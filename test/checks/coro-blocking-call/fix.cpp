// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds nap_time{5};
#define NAP std::this_thread::sleep_for(nap_time)

asio::awaitable<void> naps(int rounds) {
  std::this_thread::sleep_for(nap_time);
  // FIXED:  co_await asio::steady_timer(co_await asio::this_coro::executor, nap_time).async_wait(asio::use_awaitable);
  for (int i = 0; i != rounds; ++i)
    std::this_thread::sleep_for(nap_time * 2 + 1ms);
  // FIXED:    co_await asio::steady_timer(co_await asio::this_coro::executor, nap_time * 2 + 1ms).async_wait(asio::use_awaitable);
  std::puts("awake");
  co_return;
}

asio::awaitable<void> not_in_a_macro() {
  NAP;
  // FIXED:  NAP;
  co_return;
}

asio::awaitable<void> not_a_moment() {
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + nap_time);
  // FIXED:  std::this_thread::sleep_until(std::chrono::steady_clock::now() + nap_time);
  co_return;
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, naps(2), asio::detached);
  io.run();
}
// RUNS: awake
