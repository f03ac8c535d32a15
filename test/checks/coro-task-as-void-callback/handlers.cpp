// RUN: %lint %s
// What is to be called when an operation is done: a loop does not look at what
// that returns.
#include <boost/asio.hpp>

namespace asio = boost::asio;

asio::awaitable<void> shut_down();
void note(int);

void waits_with_a_coroutine(asio::signal_set &signals, asio::steady_timer &timer) {
  signals.async_wait([](auto...) -> asio::awaitable<void> { co_await shut_down(); });
  // CHECK: [[#@LINE-1]]:22: warning: the task that this lambda returns is dropped by 'boost::asio::basic_signal_set::async_wait', so it never runs
  timer.async_wait([](boost::system::error_code) { return shut_down(); });
  // CHECK: [[#@LINE-1]]:20: warning: the task that this lambda returns is dropped by 'boost::asio::basic_waitable_timer::async_wait', so it never runs
}

void waits_with_a_function(asio::signal_set &signals, asio::io_context &loop) {
  signals.async_wait([&](boost::system::error_code, int) {
    asio::co_spawn(loop, shut_down(), asio::detached);
  });
  signals.async_wait([](auto, int which) { note(which); });
}

asio::awaitable<void> awaits(asio::steady_timer &timer) {
  co_await timer.async_wait(asio::use_awaitable);
  co_await timer.async_wait(asio::deferred);
}
