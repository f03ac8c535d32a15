// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the executor that is current.

#pragma once

#include <coroutine>
#include <yaclib/exe/executor.hpp>

namespace yaclib {

namespace detail {

template <bool Yield> struct CurrentAwaiter {
  constexpr bool await_ready() const noexcept { return false; }
  template <typename Promise>
  bool await_suspend(std::coroutine_handle<Promise> handle) noexcept;
  IExecutor &await_resume() const noexcept;
};

} // namespace detail

inline detail::CurrentAwaiter<true> Yield() noexcept { return {}; }

} // namespace yaclib
