// RUN: %lint %s
#include <boost/asio.hpp>
#include <atomic>

struct Stream {
  bool ready = false;
  boost::asio::awaitable<int> step();

  boost::asio::awaitable<int> waits() {
    while (!ready) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'ready' and lets nobody run who could change it [coro-endless-loop]
    }
    co_return 1;
  }
  boost::asio::awaitable<int> waits_and_suspends() {
    while (!ready)
      co_await step();
    co_return 1;
  }
};
