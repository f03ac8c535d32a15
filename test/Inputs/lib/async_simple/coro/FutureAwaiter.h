// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: which executor goes on.

#ifndef ASYNC_SIMPLE_CORO_FUTURE_AWAITER_H
#define ASYNC_SIMPLE_CORO_FUTURE_AWAITER_H

#include <async_simple/Future.h>
#include <coroutine>
#include <utility>

namespace async_simple {
namespace coro {
namespace detail {

template <typename T> struct FutureAwaiter {
  Future<T> future_;

  bool await_ready() { return future_.hasResult(); }
  void await_suspend(std::coroutine_handle<> continuation);
  T await_resume() { return std::move(future_).get(); }
};

} // namespace detail
} // namespace coro

template <typename T> auto operator co_await(Future<T> &&future) {
  return coro::detail::FutureAwaiter<T>{std::move(future)};
}

} // namespace async_simple

#endif
