// No mistake here: two coroutines, started together, each awaiting its own
// timer in its own loop. A linter has nothing to say.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <iostream>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto unit = 20ms;

asio::awaitable<void> print(std::string word, int units, int times) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < times; ++i) {
    timer.expires_after(units * unit);
    co_await timer.async_wait(asio::use_awaitable);
    std::cout << word << '\n';
  }
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, print("tick", 2, 4), asio::detached);
  asio::co_spawn(io, print("tock", 5, 2), asio::detached);
  io.run();
}
