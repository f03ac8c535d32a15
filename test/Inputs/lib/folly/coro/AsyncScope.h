// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: starting what is added, source locations, cancellation tokens.

#pragma once

#include <cstddef>
#include <folly/Unit.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <type_traits>
#include <utility>

namespace folly::coro {

class AsyncScope {
public:
  AsyncScope() noexcept;
  explicit AsyncScope(bool throwOnJoin) noexcept;
  ~AsyncScope();

  std::size_t remaining() const noexcept;
  template <typename Awaitable>
  void add(Awaitable &&awaitable, void *returnAddress = nullptr);
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};

template <typename Awaitable>
inline void AsyncScope::add(Awaitable &&, void *) {
  static_assert(std::is_void_v<await_result_t<Awaitable>> ||
                    std::is_same_v<await_result_t<Awaitable>, Unit>,
                "Result of the task would be discarded.");
}

class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  explicit CancellableAsyncScope(bool throwOnJoin) noexcept;

  std::size_t remaining() const noexcept;
  template <typename Awaitable> void add(Awaitable &&awaitable) {
    scope_.add(static_cast<Awaitable &&>(awaitable));
  }
  template <class T> Task<void> co_schedule(Task<T> &&task) {
    add(co_withExecutor(co_await co_current_executor, std::move(task)));
  }
  void requestCancellation() const noexcept;
  bool isScopeCancellationRequested() const noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
  Task<void> joinAsync() noexcept;

private:
  AsyncScope scope_;
};

} // namespace folly::coro
