// A loop that waits for a flag without a suspension point. The flag is set by
// another thread, so it ends after all; but the heartbeat, which shares the
// thread, does not beat meanwhile. Reported on the line of `while`.

#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <iostream>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

std::atomic<bool> measured = false;

asio::awaitable<void> heartbeat() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int beat = 0; beat != 3; ++beat) {
    timer.expires_after(20ms);
    co_await timer.async_wait(asio::use_awaitable);
    std::cout << "beat\n";
  }
}

asio::awaitable<void> measure() {
  while (!measured) {
  }
  std::cout << "measured\n";
  co_return;
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, heartbeat(), asio::detached);
  asio::co_spawn(io, measure(), asio::detached);
  std::thread sensor([] {
    std::this_thread::sleep_for(60ms);
    measured = true;
  });
  io.run();
  sensor.join();
}
