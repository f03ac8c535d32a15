// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_RESUME_ON_H
#define CONCURRENCPP_RESUME_ON_H

#include "concurrencpp/forward_declarations.h"
#include <memory>

namespace concurrencpp::details {

template <class executor_type>
class resume_on_awaitable : public suspend_always {
private:
  executor_type &m_executor;

public:
  resume_on_awaitable(executor_type &executor) noexcept
      : m_executor(executor) {}
  resume_on_awaitable(const resume_on_awaitable &) = delete;
  resume_on_awaitable(resume_on_awaitable &&) = delete;
  void await_suspend(coroutine_handle<void> handle);
  void await_resume() const {}
};

} // namespace concurrencpp::details

namespace concurrencpp {

template <class executor_type>
auto resume_on(std::shared_ptr<executor_type> executor) {
  return details::resume_on_awaitable<executor_type>(*executor);
}
template <class executor_type>
auto resume_on(executor_type &executor) noexcept {
  return details::resume_on_awaitable<executor_type>(executor);
}

} // namespace concurrencpp

#endif
