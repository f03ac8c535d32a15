// Mirrors NVIDIA/stdexec e92245d5 (2026-08-20).

#pragma once

#include <stdexec/execution.hpp>

namespace experimental::execution {

struct start_detached_t {
  template <stdexec::sender _Sender> void operator()(_Sender &&) const {}
};
inline constexpr start_detached_t start_detached{};

} // namespace experimental::execution

namespace exec = experimental::execution;
