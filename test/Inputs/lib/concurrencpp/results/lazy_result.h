// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_LAZY_RESULT_H
#define CONCURRENCPP_LAZY_RESULT_H

#include "concurrencpp/results/promises.h"
#include <utility>

namespace concurrencpp {

template <class type> class lazy_awaitable {
public:
  lazy_awaitable(const lazy_awaitable &) = delete;
  lazy_awaitable(lazy_awaitable &&) = delete;
  lazy_awaitable() = default;
  bool await_ready() const noexcept;
  details::coroutine_handle<void>
  await_suspend(details::coroutine_handle<void> caller_handle) noexcept;
  type await_resume();
};

template <class type> class lazy_resolve_awaitable {
public:
  lazy_resolve_awaitable(const lazy_resolve_awaitable &) = delete;
  lazy_resolve_awaitable(lazy_resolve_awaitable &&) = delete;
  lazy_resolve_awaitable() = default;
  bool await_ready() const noexcept;
  details::coroutine_handle<void>
  await_suspend(details::coroutine_handle<void> caller_handle) noexcept;
  lazy_result<type> await_resume() noexcept;
};

template <class type> class lazy_result {
private:
  details::coroutine_handle<details::lazy_result_state<type>> m_state;

public:
  lazy_result() noexcept = default;
  lazy_result(lazy_result &&rhs) noexcept
      : m_state(std::exchange(rhs.m_state, {})) {}
  lazy_result(details::coroutine_handle<details::lazy_result_state<type>>
                  state) noexcept
      : m_state(state) {}
  ~lazy_result() noexcept {
    if (m_state)
      m_state.destroy();
  }
  lazy_result &operator=(lazy_result &&rhs) noexcept;
  explicit operator bool() const noexcept;
  result_status status() const;
  auto operator co_await() { return lazy_awaitable<type>{}; }
  auto resolve() { return lazy_resolve_awaitable<type>{}; }
  result<type> run();
};

} // namespace concurrencpp

#endif
