// RUN: %lint %s
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <string>
#include <utility>

folly::coro::Task<int> length(const std::string &of);
std::string read();

folly::coro::Task<int> gathered_later() {
  auto one = length(read());
  // CHECK: [[#@LINE-1]]:21: warning: this temporary is gone when the task of 'length' uses it: the task is not awaited in this statement [coro-dangling-argument]
  auto [a, b] = co_await folly::coro::collectAll(std::move(one), length(read()));
  co_return a + b;
}
folly::coro::Task<int> gathered() {
  auto [a, b] = co_await folly::coro::collectAll(length(read()), length(read()));
  co_return a + b;
}
