// RUN: %lint %s
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <utility>

folly::coro::Task<int> load(int id);

folly::coro::Task<int> awaited_twice() {
  auto job = load(1);
  int first = co_await std::move(job);
  co_return first + co_await std::move(job);
  // CHECK: [[#@LINE-1]]:40: warning: 'job' is used again, and such a task gives its result only once [coro-used-twice]
}
folly::coro::Task<int> on_two_ways(bool first) {
  auto job = load(1);
  if (first)
    co_return co_await std::move(job);
  co_return 1 + co_await std::move(job);
}

folly::coro::Task<void> gathered_with_itself() {
  auto job = load(1);
  co_await folly::coro::collectAll(std::move(job), std::move(job));
  // CHECK: [[#@LINE-1]]:62: warning: 'job' is used after it was moved away
}
