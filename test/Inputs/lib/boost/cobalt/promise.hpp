// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: noop, the other ways to resume.

#ifndef BOOST_COBALT_PROMISE_HPP
#define BOOST_COBALT_PROMISE_HPP

#include <boost/cobalt/concepts.hpp>
#include <boost/cobalt/this_coro.hpp>
#include <coroutine>
#include <exception>

namespace boost::cobalt {

template <typename Return> struct promise;

namespace detail {

template <typename T> struct promise_receiver {
  std::exception_ptr exception;
  void unhandled_exception() { exception = std::current_exception(); }
  awaitable_of<T> get_awaitable();
};

template <typename Return> struct cobalt_promise_result {
  promise_receiver<Return> *receiver{nullptr};
  void return_value(Return &&ret);
  void return_value(const Return &ret);
};
template <> struct cobalt_promise_result<void> {
  promise_receiver<void> *receiver{nullptr};
  void return_void();
};

template <typename Return>
struct cobalt_promise : enable_awaitables<cobalt_promise<Return>>,
                        enable_await_executor<cobalt_promise<Return>>,
                        cobalt_promise_result<Return> {
  using enable_awaitables<cobalt_promise<Return>>::await_transform;
  using enable_await_executor<cobalt_promise<Return>>::await_transform;

  using executor_type = executor;
  executor_type get_executor() const;

  [[nodiscard]] promise<Return> get_return_object();

  struct final_awaitable {
    cobalt_promise *promise;
    bool await_ready() const noexcept { return false; }
    auto await_suspend(std::coroutine_handle<cobalt_promise>) noexcept {
      return std::coroutine_handle<void>(std::noop_coroutine());
    }
    void await_resume() noexcept {}
  };
  std::suspend_never initial_suspend() noexcept { return {}; }
  auto final_suspend() noexcept { return final_awaitable{this}; }
  void unhandled_exception() {
    if (this->receiver)
      this->receiver->unhandled_exception();
    else
      throw;
  }
};

} // namespace detail

template <typename Return> struct [[nodiscard]] promise {
  promise(promise &&lhs) noexcept;
  promise &operator=(promise &&lhs) noexcept;
  auto operator co_await() { return receiver_.get_awaitable(); }
  void operator+() &&;
  void cancel();
  bool ready() const;
  explicit operator bool() const;
  bool attached() const;
  void detach();
  void attach();
  Return get();
  using promise_type = detail::cobalt_promise<Return>;
  promise(const promise &) = delete;
  promise &operator=(const promise &) = delete;
  ~promise() {
    if (attached_)
      cancel();
  }

private:
  template <typename> friend struct detail::cobalt_promise;
  promise(detail::cobalt_promise<Return> *promise);
  detail::promise_receiver<Return> receiver_;
  bool attached_;
};

} // namespace boost::cobalt

#endif
