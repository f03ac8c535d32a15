// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: ranges, waiting for a task or several futures without taking them.

#pragma once

#include <yaclib/async/future.hpp>
#include <yaclib/async/shared_future.hpp>
#include <yaclib/coro/detail/await_awaiter.hpp>
#include <yaclib/lazy/task.hpp>

namespace yaclib {

template <typename V, typename E>
detail::AwaitAwaiter Await(Future<V, E> &) noexcept {
  return {};
}

template <typename V, typename E>
auto operator co_await(FutureBase<V, E> &&) noexcept {
  return detail::AwaitSingleAwaiter<V>{};
}
template <typename V, typename E>
auto operator co_await(const SharedFutureBase<V, E> &) noexcept {
  return detail::AwaitSingleAwaiter<V>{};
}
template <typename V, typename E>
auto operator co_await(Task<V, E> &&) noexcept {
  return detail::TransferSingleAwaiter<V>{};
}

} // namespace yaclib
