// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: cancellation, allocators, initial.

#ifndef BOOST_COBALT_THIS_CORO_HPP
#define BOOST_COBALT_THIS_CORO_HPP

#include <boost/asio/any_io_executor.hpp>
#include <coroutine>

namespace boost::cobalt {

using executor = asio::any_io_executor;

namespace this_coro {
struct executor_t {};
constexpr executor_t executor;
} // namespace this_coro

template <typename Promise> struct enable_await_executor {
  auto await_transform(this_coro::executor_t) {
    return executor_awaitable_{static_cast<Promise *>(this)->get_executor()};
  }

private:
  struct executor_awaitable_ {
    using executor_type = typename Promise::executor_type;

    executor_type exec;
    constexpr static bool await_ready() { return true; }
    bool await_suspend(std::coroutine_handle<void>) { return false; }
    executor_type await_resume() { return exec; }
  };
};

} // namespace boost::cobalt

#endif
