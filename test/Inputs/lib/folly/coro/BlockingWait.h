// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the wait itself, types that must be used at once.

#pragma once

#include <exception>
#include <folly/coro/Traits.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/executors/DrivableExecutor.h>

namespace folly::coro {

struct blocking_wait_fn {
  template <typename Awaitable>
  auto operator()(Awaitable &&) const
      -> detail::decay_rvalue_reference_t<await_result_t<Awaitable>> {
    std::terminate();
  }

  template <typename SemiAwaitable>
  auto operator()(SemiAwaitable &&, DrivableExecutor *) const
      -> detail::decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>> {
    std::terminate();
  }

  template <typename SemiAwaitable>
    requires(!is_awaitable_v<SemiAwaitable>)
  auto operator()(SemiAwaitable &&) const
      -> detail::decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>> {
    std::terminate();
  }
};

inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;

} // namespace folly::coro
