// RUN: %lint-fix %s
// Libraries that keep each error in its slot: who does not look at a slot loses it.
#include <async_simple/coro/Lazy.h>
#include <coro/task.hpp>
#include <coro/when_all.hpp>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <string>
#include <vector>

async_simple::coro::Lazy<int> measure(const std::string &url);
async_simple::coro::Lazy<> visit(const std::string &url);
async_simple::coro::Lazy<int> with_async_simple(const std::vector<std::string> &urls) {
  int sum = 0;
  for (const auto &url : urls)
    sum += co_await measure(url);
  // FIXED:  std::vector<async_simple::coro::Lazy<int>> tasks;
  // FIXED:    tasks.push_back(measure(url));
  // FIXED:  auto results = co_await async_simple::coro::collectAll(std::move(tasks));
  // FIXED:  for (auto &&result : results)
  // FIXED:    sum += std::move(result).value();
  co_return sum;
}
async_simple::coro::Lazy<> with_async_simple_ignored(const std::vector<std::string> &urls) {
  for (const auto &url : urls)
    co_await visit(url);
  // FIXED:  for (auto &&result : results)
  // FIXED:    std::move(result).value();
}

coro::task<std::string> fetch(const std::string &url);
coro::task<std::vector<std::string>> with_libcoro(const std::vector<std::string> &urls) {
  std::vector<std::string> all;
  for (const auto &url : urls) {
    all.emplace_back(co_await fetch(url));
  }
  // FIXED:    tasks.push_back(fetch(url));
  // FIXED:  auto results = co_await coro::when_all(std::move(tasks));
  // FIXED:    all.emplace_back(std::move(result).return_value());
  co_return all;
}

folly::coro::Task<std::string> load(int id);
folly::coro::Task<std::vector<std::string>> with_folly(std::vector<int> ids) {
  std::vector<std::string> all;
  for (int id : ids)
    all.push_back(co_await load(id));
  // FIXED:  std::vector<folly::coro::Task<std::string>> tasks;
  // FIXED:    tasks.push_back(load(id));
  // FIXED:  auto results = co_await folly::coro::collectAllRange(std::move(tasks));
  // FIXED:    all.push_back(std::move(result));
  co_return all;
}
