// RUN: %lint %s
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>

seastar::future<int> load(int id);

// What 'when_all' gives are tasks again, and found as such.

seastar::future<int> only_the_first() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'second' is never awaited, so its error is lost [coro-unawaited-task]
  co_return co_await std::move(first);
}
seastar::future<int> both() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  co_return co_await std::move(first) + co_await std::move(second);
}
// What throws one of the errors has none left.
seastar::future<int> thrown() {
  auto [first, second] = co_await seastar::when_all_succeed(load(1), load(2));
  co_return first;
}
