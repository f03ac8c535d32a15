// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: ids, the executor.

#ifndef BOOST_COBALT_THREAD_HPP
#define BOOST_COBALT_THREAD_HPP

#include <boost/cobalt/concepts.hpp>
#include <coroutine>

namespace boost::cobalt {

struct thread;

namespace detail {

struct thread_promise : enable_awaitables<thread_promise> {
  struct initial_awaitable {
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<thread_promise> h);
    void await_resume() {}
  };
  auto initial_suspend() noexcept { return initial_awaitable{}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() { throw; }
  void return_void() {}
  boost::cobalt::thread get_return_object();
};

} // namespace detail

struct thread {
  void cancel();
  auto operator co_await() & { return detail::awaitable_of<void>{}; }
  auto operator co_await() && { return detail::awaitable_of<void>{}; }
  ~thread();
  thread(thread &&) noexcept = default;
  void join();
  bool joinable() const;
  void detach();
  using promise_type = detail::thread_promise;
};

} // namespace boost::cobalt

#endif
