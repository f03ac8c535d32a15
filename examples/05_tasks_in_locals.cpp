// Making the tasks first does not start them: they are lazy, so each begins
// when the one before has ended. 15 units, where 10 would do.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto unit = 20ms;

asio::awaitable<std::string> greet(std::string name, int units) {
  asio::steady_timer timer(co_await asio::this_coro::executor, units * unit);
  co_await timer.async_wait(asio::use_awaitable);
  co_return "hello, " + name;
}

asio::awaitable<void> party() {
  auto ada = greet("ada", 10);
  auto bob = greet("bob", 2);
  auto cy = greet("cy", 3);
  auto to_ada = co_await std::move(ada);
  auto to_bob = co_await std::move(bob);
  auto to_cy = co_await std::move(cy);
  std::cout << to_ada << '\n' << to_bob << '\n' << to_cy << '\n';
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, party(), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  const auto start = Clock::now();
  io.run();
  std::cout << (Clock::now() - start + unit / 2) / unit << " units\n";
}
