#include "helper.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <future>

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto unit = 20ms;

static asio::awaitable<std::string> fetch_settings() {
  asio::steady_timer network(co_await asio::this_coro::executor, 5 * unit);
  co_await network.async_wait(asio::use_awaitable);
  co_return "theme=dark";
}

std::string load_settings() {
  asio::io_context io;
  auto settings = asio::co_spawn(io, fetch_settings(), asio::use_future);
  io.run();
  return settings.get();
}
