// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Complete.

#pragma once

#include <yaclib/coro/detail/on_awaiter.hpp>
#include <yaclib/exe/executor.hpp>

namespace yaclib {

inline detail::OnAwaiter On(IExecutor &e) noexcept {
  return detail::OnAwaiter{e};
}

} // namespace yaclib
