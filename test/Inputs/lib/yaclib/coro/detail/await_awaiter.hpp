// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the cores, waiting for a range.

#pragma once

#include <yaclib/coro/coro.hpp>
#include <yaclib/util/result.hpp>

namespace yaclib::detail {

struct [[nodiscard]] AwaitAwaiter final {
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(yaclib_std::coroutine_handle<Promise>) noexcept {}
  void await_resume() const noexcept {}
};

template <typename V> struct [[nodiscard]] AwaitSingleAwaiter final {
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(yaclib_std::coroutine_handle<Promise>) noexcept {}
  V await_resume();
};

template <typename V> struct [[nodiscard]] TransferSingleAwaiter final {
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(yaclib_std::coroutine_handle<Promise>) noexcept {}
  V await_resume();
};

} // namespace yaclib::detail
