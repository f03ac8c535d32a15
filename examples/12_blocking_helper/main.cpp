// warm_up() sleeps and first_line() reads a file, both on the thread of the
// caller; they were not written for coroutines. Called from one, they hold up
// its loop: the heartbeat comes 5 units late.

#include "helper.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <iostream>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto unit = 20ms;

asio::awaitable<void> scan() {
  warm_up();
  std::cout << "scanned: " << first_line(__FILE__) << '\n';
  co_return;
}

asio::awaitable<void> heartbeat(Clock::time_point start) {
  asio::steady_timer timer(co_await asio::this_coro::executor, unit);
  co_await timer.async_wait(asio::use_awaitable);
  std::cout << "heartbeat after " << (Clock::now() - start + unit / 2) / unit
            << " units\n";
}

int main() {
  asio::io_context io;
  const auto rethrow = [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  };
  asio::co_spawn(io, scan(), rethrow);
  asio::co_spawn(io, heartbeat(Clock::now()), rethrow);
  io.run();
}
