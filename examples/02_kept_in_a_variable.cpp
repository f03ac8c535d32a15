// A task in a variable is not its result: `visits` is never awaited, so the
// visit is never counted; `profile` is dropped when the visitor is not logged
// in, so the work it was made for never runs on that path.

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

constexpr auto unit = 20ms;

asio::awaitable<std::string> load_profile(int id) {
  asio::steady_timer database(co_await asio::this_coro::executor, unit);
  co_await database.async_wait(asio::use_awaitable);
  std::cout << "loaded profile " << id << '\n';
  co_return "user " + std::to_string(id);
}

asio::awaitable<int> count_visit(int id) {
  asio::steady_timer database(co_await asio::this_coro::executor, unit);
  co_await database.async_wait(asio::use_awaitable);
  std::cout << "counted a visit of " << id << '\n';
  co_return id;
}

asio::awaitable<std::string> page(int id, bool logged_in) {
  auto visits = count_visit(id);
  auto profile = load_profile(id);
  if (!logged_in)
    co_return "please log in";
  co_return "welcome, " + co_await std::move(profile);
}

int main() {
  asio::io_context io;
  const auto show = [](std::exception_ptr error, std::string text) {
    if (error)
      std::rethrow_exception(error);
    std::cout << text << '\n';
  };
  asio::co_spawn(io, page(7, true), show);
  asio::co_spawn(io, page(8, false), show);
  io.run();
}
