// Mirrors microsoft/cppwinrt a31a05ce (2026-06-24).
// Left out: the ABI, which calls what a delegate was made of. The real one is
// generated, for Windows.

#pragma once

#include <winrt/Windows.Foundation.h>

namespace winrt::Windows::System::Threading {

struct WorkItemHandler {
  WorkItemHandler(std::nullptr_t = nullptr) noexcept {}
  template <typename L> WorkItemHandler(L lambda) {}
};

struct ThreadPool {
  static Windows::Foundation::IAsyncAction
  RunAsync(WorkItemHandler const &handler);
};

} // namespace winrt::Windows::System::Threading
