// load_settings() looks like any function; it runs a loop of its own until the
// settings are there. Called from a coroutine, it holds up the loop that runs
// the coroutine: the heartbeat comes 5 units late.

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

asio::awaitable<void> handle_request() {
  std::cout << "settings: " << load_settings() << '\n';
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
  asio::co_spawn(io, handle_request(), rethrow);
  asio::co_spawn(io, heartbeat(Clock::now()), rethrow);
  io.run();
}
