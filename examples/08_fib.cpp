// Two awaits in one expression still go one after the other: every leaf of
// the tree waits for the leaf before. 13 units, where 1 would do.

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

asio::awaitable<int> fib(int n) {
  if (n < 2) {
    asio::steady_timer timer(co_await asio::this_coro::executor, unit);
    co_await timer.async_wait(asio::use_awaitable);
    co_return n;
  }
  co_return co_await fib(n - 1) + co_await fib(n - 2);
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, fib(6), [](std::exception_ptr error, int value) {
    if (error)
      std::rethrow_exception(error);
    std::cout << "fib(6) = " << value << '\n';
  });
  const auto start = Clock::now();
  io.run();
  std::cout << (Clock::now() - start + unit / 2) / unit << " units\n";
}
