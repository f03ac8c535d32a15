// A local ends with its block, and what was made of it is awaited behind that.
// RUN: %lint %s
#include <chrono>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <mini/coro.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

folly::coro::Task<int> length(const std::string &of);
folly::coro::Task<int> length_of(const std::string &of) {
  co_await length("");
  co_return of.size();
}
seastar::future<> counts(int &n) {
  co_await seastar::sleep(1ms);
  ++n;
}
void done();

folly::coro::Task<void> in_a_loop(std::vector<int> ids) {
  std::vector<folly::coro::Task<int>> all;
  for (int id : ids) {
    auto name = std::to_string(id);
    all.push_back(length_of(name));
    // CHECK: [[#@LINE-1]]:29: warning: 'name' is gone when the task of 'length_of' uses it: 'all' keeps the task for longer [coro-dangling-argument]
  }
  co_await folly::coro::collectAllRange(std::move(all));
}
folly::coro::Task<void> the_copy_of_an_element(std::vector<std::string> names) {
  std::vector<folly::coro::Task<int>> all;
  for (auto name : names)
    all.push_back(length(name));
  // CHECK: [[#@LINE-1]]:26: warning: 'name' is gone when the task of 'length' uses it: 'all' keeps the task for longer
  co_await folly::coro::collectAllRange(std::move(all));
}
folly::coro::Task<void> the_element_itself(std::vector<std::string> names) {
  std::vector<folly::coro::Task<int>> all;
  for (auto &name : names)
    all.push_back(length(name));
  co_await folly::coro::collectAllRange(std::move(all));
}
folly::coro::Task<int> on_one_way(bool named) {
  std::string unnamed = "?";
  auto job = length(unnamed);
  if (named) {
    std::string name = "name";
    job = length(name);
    // CHECK: [[#@LINE-1]]:18: warning: 'name' is gone when the task of 'length' uses it: 'job' keeps the task for longer
  }
  co_return co_await std::move(job);
}
seastar::future<> begun_in_a_loop() {
  std::vector<seastar::future<>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(counts(i));
  // CHECK: [[#@LINE-1]]:26: warning: 'i' is gone when the task of 'counts' uses it: 'all' keeps the task for longer
  for (auto &one : all)
    co_await std::move(one);
}
void for_the_caller(std::vector<folly::coro::Task<int>> &all, int id) {
  auto name = std::to_string(id);
  all.push_back(length(name));
  // CHECK: [[#@LINE-1]]:24: warning: 'name' is gone when the task of 'length' uses it: the task is kept by somebody else
}
void each_for_the_caller(std::vector<folly::coro::Task<int>> &all, std::vector<int> ids) {
  for (int id : ids) {
    auto name = std::to_string(id);
    all.push_back(length(name));
    // CHECK: [[#@LINE-1]]:26: warning: 'name' is gone when the task of 'length' uses it: the task is kept by somebody else
  }
}
void each_is_told(std::vector<folly::coro::Task<int>> &all, std::vector<int> ids) {
  for (int id : ids) {
    auto name = std::to_string(id);
    all.push_back(length(name));
    done();
  }
}
void of_the_caller(std::vector<folly::coro::Task<int>> &all, const std::string &name) {
  all.push_back(length(name));
}

// --- what is awaited before the block ends, or may be

folly::coro::Task<void> awaited_in_the_block(std::vector<int> ids) {
  for (int id : ids) {
    std::vector<folly::coro::Task<int>> all;
    auto name = std::to_string(id);
    all.push_back(length(name));
    co_await folly::coro::collectAllRange(std::move(all));
  }
}
folly::coro::Task<void> emptied_in_the_block(std::vector<int> ids) {
  std::vector<folly::coro::Task<int>> all;
  for (int id : ids) {
    auto name = std::to_string(id);
    all.push_back(length(name));
    co_await folly::coro::collectAllRange(std::exchange(all, {}));
  }
  co_await folly::coro::collectAllRange(std::move(all));
}
seastar::future<> may_be_done() {
  std::vector<seastar::future<>> all;
  for (int i = 0; i < 3; ++i) {
    int own = i;
    all.push_back(counts(own));
    co_await seastar::sleep(10ms);
  }
  for (auto &one : all)
    co_await std::move(one);
}
seastar::future<> waits_in_its_own_way() {
  std::vector<seastar::future<>> all;
  {
    int own = 0;
    all.push_back(counts(own));
    done();
  }
  for (auto &one : all)
    co_await std::move(one);
}
folly::coro::Task<int> declared_before(bool named) {
  std::string name = "name";
  auto job = length("");
  // CHECK: [[#@LINE-1]]:21: warning: this temporary is gone when the task of 'length' uses it
  if (named) {
    job = length(name);
  }
  co_return co_await std::move(job);
}
