// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: printing what escapes.

#ifndef ASYNC_SIMPLE_CORO_DETACHEDCOROUTINE_H
#define ASYNC_SIMPLE_CORO_DETACHEDCOROUTINE_H

#include <coroutine>

namespace async_simple {
namespace coro {
namespace detail {

struct DetachedCoroutine {
  struct promise_type {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() {}
    DetachedCoroutine get_return_object() noexcept { return {}; }
  };
};

} // namespace detail
} // namespace coro
} // namespace async_simple

#endif
