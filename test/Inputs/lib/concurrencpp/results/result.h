// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: result_promise, the checks for empty results.

#ifndef CONCURRENCPP_RESULT_H
#define CONCURRENCPP_RESULT_H

#include "concurrencpp/results/impl/result_state.h"
#include <chrono>

namespace concurrencpp {

template <class type> class awaitable : public details::suspend_always {
public:
  awaitable(const awaitable &) = delete;
  awaitable(awaitable &&) = delete;
  awaitable() = default;
  bool await_suspend(details::coroutine_handle<void> caller_handle) noexcept;
  type await_resume();
};

template <class type> class resolve_awaitable : public details::suspend_always {
public:
  resolve_awaitable(resolve_awaitable &&) noexcept = delete;
  resolve_awaitable(const resolve_awaitable &) noexcept = delete;
  resolve_awaitable() = default;
  bool await_suspend(details::coroutine_handle<void> caller_handle) noexcept;
  result<type> await_resume();
};

template <class type> class result {
private:
  details::result_state<type> *m_state = nullptr;

public:
  result() noexcept = default;
  result(result &&rhs) noexcept;
  result(details::result_state<type> *state) noexcept : m_state(state) {}
  result &operator=(result &&rhs) noexcept;
  result(const result &rhs) = delete;
  result &operator=(const result &rhs) = delete;
  ~result() noexcept;
  explicit operator bool() const noexcept;
  result_status status() const;
  void wait() const;
  template <class duration_type, class ratio_type>
  result_status
  wait_for(std::chrono::duration<duration_type, ratio_type> duration) const;
  type get();
  auto operator co_await() { return awaitable<type>{}; }
  auto resolve() { return resolve_awaitable<type>{}; }
};

} // namespace concurrencpp

#endif
