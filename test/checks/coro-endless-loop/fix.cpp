// RUN: %lint-fix %s
#include <boost/asio.hpp>

namespace asio = boost::asio;

struct Stream {
  bool ready = false;

  asio::awaitable<void> waits() {
    while (!ready) {
    }
    // FIXED:    while (!ready) {
    // FIXED:      co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    // FIXED:    }
    while (!ready)
      ;
    // FIXED:    while (!ready)
    // FIXED:      co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    co_return;
  }
};
