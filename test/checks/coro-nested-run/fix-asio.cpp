// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
// What is spawned only to be waited for can be awaited.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <iostream>

namespace asio = boost::asio;

asio::awaitable<int> price(int item) {
  co_await asio::post(asio::use_awaitable);
  co_return item * 2;
}
asio::awaitable<void> say(int n) {
  co_await asio::post(asio::use_awaitable);
  std::cout << "price " << n << '\n';
}

asio::awaitable<int> on_the_spot(asio::io_context &io) {
  co_return asio::co_spawn(io, price(1), asio::use_future).get() + 1;
  // FIXED:  co_return (co_await price(1)) + 1;
}
asio::awaitable<int> kept(asio::io_context &io, int item) {
  std::future<int> cost = asio::co_spawn(io, price(item), asio::use_future);
  co_return cost.get();
  // FIXED:asio::awaitable<int> kept(asio::io_context &io, int item) {
  // FIXED-NEXT:  co_return co_await price(item);
}
asio::awaitable<void> nothing_is_given(asio::io_context &io, int cost) {
  auto said = asio::co_spawn(io, say(cost), asio::use_future);
  std::cout << "say it\n";
  said.get();
  co_return;
  // FIXED:asio::awaitable<void> nothing_is_given(asio::io_context &io, int cost) {
  // FIXED-NEXT:  std::cout << "say it\n";
  // FIXED-NEXT:  co_await say(cost);
}
// Two want it, or what it was called with is something else by then: as it is.
asio::awaitable<int> asked_before(asio::io_context &io) {
  auto cost = asio::co_spawn(io, price(1), asio::use_future);
  bool is = cost.valid();
  // FIXED:  bool is = cost.valid();
  co_return is ? cost.get() : 0;
}
asio::awaitable<int> another_by_then(asio::io_context &io, int item) {
  auto cost = asio::co_spawn(io, price(item), asio::use_future);
  item = 7;
  co_return cost.get() + item;
  // FIXED:  co_return cost.get() + item;
}

asio::awaitable<void> all(asio::io_context &io) {
  std::cout << co_await on_the_spot(io) << '\n';
  std::cout << co_await kept(io, 4) << '\n';
  co_await nothing_is_given(io, 5);
}
int main() {
  asio::io_context io;
  asio::co_spawn(io, all(io), asio::detached);
  io.run();
}
// RUNS: 3
// RUNS-NEXT: 8
// RUNS-NEXT: say it
// RUNS-NEXT: price 5
