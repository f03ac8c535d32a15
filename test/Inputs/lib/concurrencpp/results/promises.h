// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: what happens when an executor is shut down.

#ifndef CONCURRENCPP_PROMISES_H
#define CONCURRENCPP_PROMISES_H

#include "concurrencpp/results/impl/lazy_result_state.h"
#include "concurrencpp/results/impl/result_state.h"
#include "concurrencpp/results/result.h"
#include <memory>

namespace concurrencpp::details {

template <class executor_type> class initialy_rescheduled_promise {
public:
  template <class... argument_types>
  initialy_rescheduled_promise(executor_tag, executor_type &,
                               argument_types &&...) {}
  template <class... argument_types>
  initialy_rescheduled_promise(executor_tag, std::shared_ptr<executor_type>,
                               argument_types &&...) {}

  class initial_scheduling_awaiter : public suspend_always {
  public:
    template <class promise_type>
    void await_suspend(coroutine_handle<promise_type> handle);
    void await_resume() const;
  };
  initial_scheduling_awaiter initial_suspend() const noexcept { return {}; }
};

struct initialy_resumed_promise {
  suspend_never initial_suspend() const noexcept { return {}; }
};

struct null_result_promise {
  null_result get_return_object() const noexcept { return {}; }
  suspend_never final_suspend() const noexcept { return {}; }
  void unhandled_exception() const noexcept {}
  void return_void() const noexcept {}
};

struct result_publisher : public suspend_always {
  template <class promise_type>
  void await_suspend(coroutine_handle<promise_type> handle) const noexcept;
};

template <class type>
struct result_coro_promise
    : public return_value_struct<result_coro_promise<type>, type> {
private:
  result_state<type> m_result_state;

public:
  template <class... argument_types>
  void set_result(argument_types &&...arguments);
  void unhandled_exception() noexcept {
    this->m_result_state.set_exception(std::current_exception());
  }
  result<type> get_return_object() noexcept { return {&m_result_state}; }
  result_publisher final_suspend() const noexcept { return {}; }
};

template <class type>
struct lazy_promise : lazy_result_state<type>,
                      public return_value_struct<lazy_promise<type>, type> {};

struct initialy_resumed_null_result_promise : public initialy_resumed_promise,
                                              public null_result_promise {};

template <class return_type>
struct initialy_resumed_result_promise
    : public initialy_resumed_promise,
      public result_coro_promise<return_type> {};

template <class executor_type>
struct initialy_rescheduled_null_result_promise
    : public initialy_rescheduled_promise<executor_type>,
      public null_result_promise {
  using initialy_rescheduled_promise<
      executor_type>::initialy_rescheduled_promise;
};

template <class return_type, class executor_type>
struct initialy_rescheduled_result_promise
    : public initialy_rescheduled_promise<executor_type>,
      public result_coro_promise<return_type> {
  using initialy_rescheduled_promise<
      executor_type>::initialy_rescheduled_promise;
};

} // namespace concurrencpp::details

namespace std {

template <class... arguments>
struct coroutine_traits<::concurrencpp::null_result, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_resumed_null_result_promise;
};
template <class type, class... arguments>
struct coroutine_traits<::concurrencpp::result<type>, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_resumed_result_promise<type>;
};
template <class executor_type, class... arguments>
struct coroutine_traits<concurrencpp::null_result, concurrencpp::executor_tag,
                        std::shared_ptr<executor_type>, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_rescheduled_null_result_promise<
          executor_type>;
};
template <class type, class executor_type, class... arguments>
struct coroutine_traits<::concurrencpp::result<type>,
                        concurrencpp::executor_tag,
                        std::shared_ptr<executor_type>, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_rescheduled_result_promise<type,
                                                                 executor_type>;
};
template <class type, class executor_type, class... arguments>
struct coroutine_traits<::concurrencpp::result<type>,
                        concurrencpp::executor_tag, executor_type &,
                        arguments...> {
  using promise_type =
      concurrencpp::details::initialy_rescheduled_result_promise<type,
                                                                 executor_type>;
};
template <class type, class... arguments>
struct coroutine_traits<::concurrencpp::lazy_result<type>, arguments...> {
  using promise_type = concurrencpp::details::lazy_promise<type>;
};

} // namespace std

#endif
