// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the cancellation token, the safe point, async stacks.

#pragma once

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <utility>

namespace folly::coro {

namespace detail {

struct co_current_executor_ {
  enum class secret_ { token_ };
  explicit constexpr co_current_executor_(secret_) {}
};

} // namespace detail

using co_current_executor_t = detail::co_current_executor_;
inline constexpr co_current_executor_t co_current_executor{
    co_current_executor_t::secret_::token_};

namespace detail {

class co_reschedule_on_current_executor_ {
public:
  class Awaiter {
  public:
    explicit Awaiter(Executor::KeepAlive<> executor) noexcept
        : executor_(std::move(executor)) {}
    bool await_ready() noexcept { return false; }
    void await_suspend(coroutine_handle<> coro) {
      executor_->add([coro] { coro.resume(); });
    }
    void await_resume() noexcept {}

  private:
    Executor::KeepAlive<> executor_;
  };

  friend Awaiter co_viaIfAsync(Executor::KeepAlive<> executor,
                               co_reschedule_on_current_executor_) {
    return Awaiter{std::move(executor)};
  }
};

} // namespace detail

using co_reschedule_on_current_executor_t =
    detail::co_reschedule_on_current_executor_;
inline constexpr co_reschedule_on_current_executor_t
    co_reschedule_on_current_executor;

} // namespace folly::coro
