// A lock that threads wait for, held while the coroutine waits. Both visitors
// share one thread: had the second one come a little earlier, it would have
// stopped that thread at the lock, and nobody would have woken the first.
// Reported on the line of `std::scoped_lock`; the mended code is in
// `count_rightly`.

#include <boost/asio.hpp>
#include <chrono>
#include <iostream>
#include <mutex>

namespace asio = boost::asio;
using namespace std::chrono_literals;

std::mutex visits_mutex;
int visits = 0;

asio::awaitable<void> write_down(int number) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 20ms);
  co_await timer.async_wait(asio::use_awaitable);
  std::cout << "visit " << number << '\n';
}

asio::awaitable<void> count_wrongly() {
  std::scoped_lock lock(visits_mutex);
  ++visits;
  co_await write_down(visits);
}

asio::awaitable<void> count_rightly() {
  int number = 0;
  {
    std::scoped_lock lock(visits_mutex);
    number = ++visits;
  }
  co_await write_down(number);
}

int main() {
  asio::io_context io;
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        co_await count_wrongly();
        co_await count_rightly();
      },
      asio::detached);
  io.run();
}
