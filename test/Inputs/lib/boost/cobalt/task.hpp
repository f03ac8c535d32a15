// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: noop, use_task, the other ways to resume.

#ifndef BOOST_COBALT_TASK_HPP
#define BOOST_COBALT_TASK_HPP

#include <boost/cobalt/concepts.hpp>
#include <boost/cobalt/op.hpp>
#include <boost/cobalt/this_coro.hpp>
#include <coroutine>
#include <exception>

namespace boost::cobalt {

template <typename Return> struct task;

namespace detail {

template <typename T> struct task_receiver {
  std::exception_ptr exception;
  void unhandled_exception() { exception = std::current_exception(); }
  awaitable_of<T> get_awaitable();
};

template <typename Return> struct task_promise_result {
  task_receiver<Return> *receiver{nullptr};
  void return_value(Return &&ret);
  void return_value(const Return &ret);
};
template <> struct task_promise_result<void> {
  task_receiver<void> *receiver{nullptr};
  void return_void();
};

template <typename Return>
struct task_promise : enable_awaitables<task_promise<Return>>,
                      enable_await_executor<task_promise<Return>>,
                      task_promise_result<Return> {
  using enable_awaitables<task_promise<Return>>::await_transform;
  using enable_await_executor<task_promise<Return>>::await_transform;

  using executor_type = executor;
  executor_type get_executor() const;

  [[nodiscard]] task<Return> get_return_object();

  struct initial_awaitable {
    task_promise *promise;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() { promise->started = true; }
  };
  auto initial_suspend() noexcept { return initial_awaitable{this}; }

  struct final_awaitable {
    task_promise *promise;
    bool await_ready() const noexcept { return false; }
    auto await_suspend(std::coroutine_handle<task_promise>) noexcept {
      return std::coroutine_handle<void>(std::noop_coroutine());
    }
    void await_resume() noexcept {}
  };
  auto final_suspend() noexcept { return final_awaitable{this}; }
  void unhandled_exception() {
    if (this->receiver)
      this->receiver->unhandled_exception();
    else
      throw;
  }

  bool started = false;
};

} // namespace detail

template <typename Return> struct [[nodiscard]] task {
  task(task &&lhs) noexcept = default;
  task &operator=(task &&) noexcept = default;
  task(const task &) = delete;
  task &operator=(const task &) = delete;
  auto operator co_await() { return receiver_.get_awaitable(); }
  using promise_type = detail::task_promise<Return>;

private:
  template <typename> friend struct detail::task_promise;
  task(detail::task_promise<Return> *task);
  detail::task_receiver<Return> receiver_;
};

} // namespace boost::cobalt

#endif
