// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: the count of what was spawned, so join() does not wait; the
// destructor's assertion that it was awaited.

#ifndef CPPCORO_ASYNC_SCOPE_HPP_INCLUDED
#define CPPCORO_ASYNC_SCOPE_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>
#include <exception>
#include <type_traits>
#include <utility>

namespace cppcoro {

class async_scope {
public:
  async_scope() noexcept {}
  ~async_scope() {}

  template <typename AWAITABLE> void spawn(AWAITABLE &&awaitable) {
    [](async_scope *, std::decay_t<AWAITABLE> awaitable) -> oneway_task {
      co_await std::move(awaitable);
    }(this, std::forward<AWAITABLE>(awaitable));
  }

  [[nodiscard]] auto join() noexcept {
    class awaiter {
      async_scope *m_scope;

    public:
      awaiter(async_scope *scope) noexcept : m_scope(scope) {}
      bool await_ready() noexcept { return false; }
      bool await_suspend(coroutine_handle<> continuation) noexcept {
        m_scope->m_continuation = continuation;
        return false;
      }
      void await_resume() noexcept {}
    };
    return awaiter{this};
  }

private:
  struct oneway_task {
    struct promise_type {
      suspend_never initial_suspend() { return {}; }
      suspend_never final_suspend() noexcept { return {}; }
      void unhandled_exception() { std::terminate(); }
      oneway_task get_return_object() { return {}; }
      void return_void() {}
    };
  };

  coroutine_handle<> m_continuation;
};

} // namespace cppcoro

#endif
