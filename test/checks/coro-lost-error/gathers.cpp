// RUN: %lint %s
// Where each task's error waits in its own result, who reads none of that loses it.
#include <coro/when_all.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all_ready.hpp>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <vector>

namespace folly_ {
folly::coro::Task<int> load(int id);

folly::coro::Task<int> only_the_first() {
  auto [first, second] = co_await folly::coro::collectAllTry(load(1), load(2));
  // CHECK: [[#@LINE-1]]:16: remark: an error of a task of 'collectAllTry' is lost: nothing reads its result, 'second' [coro-lost-error]
  co_return first.value();
}
folly::coro::Task<int> both() {
  auto [first, second] = co_await folly::coro::collectAllTry(load(1), load(2));
  co_return first.value() + second.value();
}
folly::coro::Task<int> one_that_may_fail() {
  auto [first, _second] = co_await folly::coro::collectAllTry(load(1), load(2));
  co_return first.value();
}
folly::coro::Task<int> one_that_is_not_read() {
  [[maybe_unused]] auto [first, second] = co_await folly::coro::collectAllTry(load(1), load(2));
  co_return first.value();
}
folly::coro::Task<int> by_number() {
  auto all = co_await folly::coro::collectAllTry(load(1), load(2));
  // CHECK: [[#@LINE-1]]:8: remark: an error of a task of 'collectAllTry' is lost: of 'all' only one result is read
  co_return std::get<0>(all).value();
}
folly::coro::Task<int> by_both_numbers() {
  auto all = co_await folly::coro::collectAllTry(load(1), load(2));
  co_return std::get<0>(all).value() + std::get<1>(all).value();
}
folly::coro::Task<int> the_first_of_many(std::vector<folly::coro::Task<int>> tasks) {
  auto all = co_await folly::coro::collectAllTryRange(std::move(tasks));
  // CHECK: [[#@LINE-1]]:8: remark: an error of a task of 'collectAllTryRange' is lost: of 'all' only one result is read
  co_return all.front().value();
}
folly::coro::Task<int> each_of_many(std::vector<folly::coro::Task<int>> tasks) {
  auto all = co_await folly::coro::collectAllTryRange(std::move(tasks));
  int sum = all[0].value();
  for (auto &one : all)
    sum += one.value();
  co_return sum;
}
// What throws the first error has none left.
folly::coro::Task<int> thrown_at_once() {
  auto [first, second] = co_await folly::coro::collectAll(load(1), load(2));
  co_return first;
}
} // namespace folly_

namespace cppcoro_ {
cppcoro::task<int> load(int id);

cppcoro::task<int> only_the_first() {
  auto [first, second] = co_await cppcoro::when_all_ready(load(1), load(2));
  // CHECK: [[#@LINE-1]]:16: remark: an error of a task of 'when_all_ready' is lost: nothing reads its result, 'second'
  co_return first.result();
}
cppcoro::task<int> both() {
  auto [first, second] = co_await cppcoro::when_all_ready(load(1), load(2));
  co_return first.result() + second.result();
}
} // namespace cppcoro_

namespace libcoro_ {
coro::task<int> load(int id);

coro::task<int> only_the_second() {
  auto [first, second] = co_await coro::when_all(load(1), load(2));
  // CHECK: [[#@LINE-1]]:9: remark: an error of a task of 'when_all' is lost: nothing reads its result, 'first'
  co_return second.return_value();
}
coro::task<int> both() {
  auto [first, second] = co_await coro::when_all(load(1), load(2));
  co_return first.return_value() + second.return_value();
}
coro::task<void> notify();

// What gives nothing is awaited for what it does.
coro::task<int> what_gives_something() {
  auto [first, done] = co_await coro::when_all(load(1), notify());
  co_return first.return_value();
}
coro::task<int> what_gives_something_by_number() {
  auto all = co_await coro::when_all(load(1), notify());
  co_return std::get<0>(all).return_value();
}
} // namespace libcoro_
