// The task is made and thrown away: an awaitable is lazy, so nothing is saved,
// and nobody hears about it.

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

constexpr auto unit = 20ms;

asio::awaitable<void> save(std::string row) {
  asio::steady_timer disk(co_await asio::this_coro::executor, unit);
  co_await disk.async_wait(asio::use_awaitable);
  std::cout << "saved " << row << '\n';
}

asio::awaitable<void> import_table() {
  const std::string row = "ada,36";
  save(row);
  std::cout << "import done\n";
  co_return;
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, import_table(), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  io.run();
}
