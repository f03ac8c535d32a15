// RUN: %lint-fix %s
// A number of seconds, milliseconds or microseconds, says the function.
#include <boost/asio/awaitable.hpp>
// FIXED:#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <unistd.h>

namespace asio = boost::asio;

asio::awaitable<void> with_asio(unsigned n) {
  sleep(n);
  // FIXED:  co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(n)).async_wait(asio::use_awaitable);
  (void)usleep(100 * 1000);
  // FIXED:  (void)co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::microseconds(100 * 1000)).async_wait(asio::use_awaitable);
  // Whether it slept for so long is asked, or the time is rounded.
  if (sleep(n + 1))
    co_return;
  // FIXED:  if (sleep(n + 1))
  usleep(2.5 * n);
  // FIXED:  usleep(2.5 * n);
}
folly::coro::Task<void> with_folly() {
  ::sleep(2);
  // FIXED:  co_await folly::coro::sleep(std::chrono::seconds(2));
  co_return;
}
