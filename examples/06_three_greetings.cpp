// Nobody here needs the greeting before: awaited one after another they take
// 6 units, where 3 would do.

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

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto unit = 20ms;

asio::awaitable<void> greet(int units, std::string &greeting) {
  asio::steady_timer timer(co_await asio::this_coro::executor, units * unit);
  co_await timer.async_wait(asio::use_awaitable);
  greeting = "hello after " + std::to_string(units);
}

asio::awaitable<void> party() {
  std::string ada;
  std::string bob;
  std::string cy;
  co_await greet(3, ada);
  co_await greet(2, bob);
  co_await greet(1, cy);
  std::cout << "ada: " << ada << '\n';
  std::cout << "bob: " << bob << '\n';
  std::cout << "cy: " << cy << '\n';
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
