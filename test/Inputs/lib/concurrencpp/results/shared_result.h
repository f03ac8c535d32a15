// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_SHARED_RESULT_H
#define CONCURRENCPP_SHARED_RESULT_H

#include "concurrencpp/results/result.h"
#include <memory>
#include <type_traits>

namespace concurrencpp {

template <class type> class shared_awaitable : public details::suspend_always {
public:
  bool await_suspend(details::coroutine_handle<void> caller_handle) noexcept;
  std::add_lvalue_reference_t<type> await_resume();
};

template <class type> class shared_result {
private:
  std::shared_ptr<details::result_state<type>> m_state;

public:
  shared_result() noexcept = default;
  ~shared_result() noexcept = default;
  shared_result(result<type> rhs);
  shared_result(const shared_result &rhs) noexcept = default;
  shared_result(shared_result &&rhs) noexcept = default;
  operator bool() const noexcept;
  result_status status() const;
  void wait();
  std::add_lvalue_reference_t<type> get();
  auto operator co_await() { return shared_awaitable<type>{}; }
};

} // namespace concurrencpp

#endif
