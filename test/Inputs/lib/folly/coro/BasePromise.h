// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: async stacks, cancellation, errors that bypass throwing.

#pragma once

#include <folly/Executor.h>
#include <folly/Unit.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/ViaIfAsync.h>

namespace folly::coro::detail {

template <typename TailStorage = Unit> class BasePromise {
protected:
  friend class TaskPromiseBase;
  ~BasePromise() = default;

  coroutine_handle<> continuation_;
  Executor::KeepAlive<> executor_;

public:
  template <typename Awaitable> auto await_transform(Awaitable &&awaitable) {
    return folly::coro::co_viaIfAsync(executor_.get_alias(),
                                      static_cast<Awaitable &&>(awaitable));
  }
  auto await_transform(co_current_executor_t) noexcept {
    return ready_awaitable<Executor *>{executor_.get()};
  }
};

} // namespace folly::coro::detail
