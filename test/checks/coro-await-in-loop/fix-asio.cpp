// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx -DRUNS %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
// No vector of tasks is gathered here, but one of operations that spawn them.
// A group of none would never end. Who wrote them knows what they wait for.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace asio = boost::asio;
using Names = std::vector<std::string>;

asio::awaitable<std::string> fetch(const std::string &url);
asio::awaitable<void> visit(const std::string &url) { co_await fetch(url); }

asio::awaitable<void> pages(const Names &urls) {
  std::string all;
  for (const auto &url : urls)
    all += co_await fetch(url);
  std::cout << "pages '" << all << "'\n";
}
// FIXED:  auto executor = co_await asio::this_coro::executor;
// FIXED-NEXT:  std::vector<decltype(asio::co_spawn(executor, std::declval<asio::awaitable<std::string>>(), asio::deferred))> tasks;
// FIXED-NEXT:  for (const auto &url : urls)
// FIXED-NEXT:    tasks.push_back(asio::co_spawn(executor, fetch(url), asio::deferred));
// FIXED-NEXT:  if (!tasks.empty()) {
// FIXED-NEXT:    auto [order, errors, results] =
// FIXED:    for (auto i : order)
// FIXED-NEXT:      if (errors[i])
// FIXED-NEXT:        std::rethrow_exception(errors[i]);
// FIXED-NEXT:    for (auto &&result : results)
// FIXED-NEXT:      all += std::move(result);
// FIXED-NEXT:  }
asio::awaitable<void> visits(const Names &urls) {
  int tasks = 0;
  for (const auto &url : urls) {
    co_await visit(url);
  }
  std::cout << "visited " << urls.size() << ' ' << tasks << '\n';
}
// FIXED:    tasks_.push_back(asio::co_spawn(executor, visit(url), asio::deferred));
// FIXED:    auto [order, errors] =
asio::awaitable<void> drops_what_it_gets(const Names &urls) {
  for (const auto &url : urls)
    co_await fetch(url);
  std::cout << "dropped\n";
}
// FIXED:    auto [order, errors, results] =

#ifdef RUNS
static int running = 0, most = 0;
asio::awaitable<std::string> fetch(const std::string &url) {
  most = std::max(most, ++running);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(std::chrono::milliseconds(10));
  co_await timer.async_wait(asio::use_awaitable);
  --running;
  if (url == "bad")
    throw std::runtime_error("no such page");
  co_return url + "!";
}
static void tell(std::exception_ptr error) {
  try {
    if (error)
      std::rethrow_exception(error);
  } catch (const std::exception &e) {
    std::cout << "error: " << e.what() << '\n';
  }
}

int main() {
  const Names good{"a", "b", "c"}, none, bad{"a", "bad", "b"};
  for (const Names *names : {&good, &none, &bad})
    for (auto *each : {pages, visits, drops_what_it_gets}) {
      asio::io_context io;
      asio::co_spawn(io, each(*names), tell);
      running = most = 0;
      io.run();
      std::cout << most << " at once\n";
    }
}
#endif
// RUNS: pages 'a!b!c!'
// RUNS-NEXT: 3 at once
// RUNS-NEXT: visited 3 0
// RUNS-NEXT: 3 at once
// RUNS-NEXT: dropped
// RUNS-NEXT: 3 at once
// RUNS-NEXT: pages ''
// RUNS-NEXT: 0 at once
// RUNS-NEXT: visited 0 0
// RUNS-NEXT: 0 at once
// RUNS-NEXT: dropped
// RUNS-NEXT: 0 at once
// RUNS-NEXT: error: no such page
// RUNS-NEXT: 3 at once
// RUNS-NEXT: error: no such page
// RUNS-NEXT: 3 at once
// RUNS-NEXT: error: no such page
// RUNS-NEXT: 3 at once
