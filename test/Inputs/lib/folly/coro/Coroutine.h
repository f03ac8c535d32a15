// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: extended handles, variant_awaitable.

#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace folly::coro {

using std::coroutine_handle;
using std::coroutine_traits;
using std::noop_coroutine;
using std::suspend_always;
using std::suspend_never;

template <typename T = void> class ready_awaitable {
public:
  explicit ready_awaitable(T value) : value_(static_cast<T &&>(value)) {}
  bool await_ready() noexcept { return true; }
  void await_suspend(coroutine_handle<>) noexcept {}
  T await_resume() noexcept { return static_cast<T &&>(value_); }

private:
  T value_;
};

} // namespace folly::coro
