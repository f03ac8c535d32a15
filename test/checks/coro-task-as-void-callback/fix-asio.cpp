// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
// What runs a callable has a twin for tasks, or an executor to start them on.
#include <boost/asio.hpp>
#include <cstdio>
#include <functional>

namespace net = boost::asio;

net::awaitable<void> says(const char *what, int number = 0) {
  std::printf("%s %d\n", what, number);
  co_return;
}

void posts(net::io_context &io) {
  net::post(io, []() -> net::awaitable<void> { co_await says("posted"); });
  // FIXED:  net::co_spawn(io, []() -> net::awaitable<void> { co_await says("posted"); }, net::detached);
  int three = 3;
  net::dispatch(io.get_executor(), [three] { return says("dispatched", three); });
  // FIXED:  net::co_spawn(io.get_executor(), [three] { return says("dispatched", three); }, net::detached);
}

struct Clock {
  net::steady_timer timer;
  int ticks = 1;

  void ticks_once() {
    timer.async_wait([this](boost::system::error_code error) -> net::awaitable<void> {
      // FIXED:    timer.async_wait([this, executor = timer.get_executor()](boost::system::error_code error) { net::co_spawn(executor, [this, error]() -> net::awaitable<void> {
      if (!error)
        co_await says("ticked", ticks);
      // FIXED:    }, net::detached); });
    });
  }
};

void waits(net::steady_timer &timer, Clock &clock) {
  int number = 5;
  timer.async_wait([number](auto) { return says("waited", number); });
  // FIXED:  timer.async_wait([number, executor = timer.get_executor()](auto) { net::co_spawn(executor, [number] { return says("waited", number); }, net::detached); });
  clock.timer.async_wait([&](boost::system::error_code) -> net::awaitable<void> { co_await says("and", 1); });
  // FIXED:  clock.timer.async_wait([&, executor = clock.timer.get_executor()](boost::system::error_code) { net::co_spawn(executor, [&]() -> net::awaitable<void> { co_await says("and", 1); }, net::detached); });
}

void stays(net::steady_timer &timer, std::function<void()> &done) {
  // Nobody knows where it could start.
  done = []() -> net::awaitable<void> { co_await says("never"); };
  // FIXED:  done = []() -> net::awaitable<void> { co_await says("never"); };
  // What it keeps is made with something that is gone inside.
  timer.async_wait([n = 1](auto) -> net::awaitable<void> { co_await says("never", n); });
  // FIXED:  timer.async_wait([n = 1](auto) -> net::awaitable<void> { co_await says("never", n); });
  // The result of the post is another future.
  auto later = net::post(net::use_future([] { return 1; }));
  // FIXED:  auto later = net::post(net::use_future([] { return 1; }));
}

int main() {
  net::io_context io;
  net::steady_timer timer(io);
  timer.expires_after(std::chrono::milliseconds(40));
  Clock clock{net::steady_timer(io)};
  clock.timer.expires_after(std::chrono::milliseconds(1));
  posts(io);
  clock.ticks_once();
  waits(timer, clock);
  io.run();
}
// RUNS: dispatched 3
// RUNS: ticked 1
// RUNS: waited 5
