// What a fix needs is included with it, once.
// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
// FIXED:#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
// FIXED:#include <boost/asio/io_context.hpp>
// FIXED:#include <boost/asio/steady_timer.hpp>
// FIXED-NOT:#include <boost/asio
#include <chrono>
#include <cstdio>
#include <thread>

boost::asio::awaitable<void> naps() {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  // FIXED:  co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(1)).async_wait(boost::asio::use_awaitable);
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  // FIXED:  co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(2)).async_wait(boost::asio::use_awaitable);
  std::puts("awake");
  co_return;
}

int main() {
  boost::asio::io_context io;
  boost::asio::co_spawn(io, naps(), boost::asio::detached);
  io.run();
}
// RUNS: awake
