// Who waits for the first of several tasks leaves the others running, in
// libraries that do not wait for them.
// RUN: %lint %s --option=coro-sequential-awaits.Unproven=off
#include <coro/task.hpp>
#include <coro/when_all.hpp>
#include <coro/when_any.hpp>
#include <async_simple/coro/Collect.h>
#include <async_simple/coro/Lazy.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <string>
#include <utility>
#include <vector>

coro::task<int> read_into(std::string &buffer);
coro::task<int> read_all(std::string name);
coro::task<int> timeout(int milliseconds);

coro::task<int> of_libcoro() {
  std::string buffer;
  std::vector<coro::task<int>> tasks;
  tasks.push_back(read_into(buffer));
  // CHECK: [[#@LINE-1]]:29: warning: 'buffer' is gone when the task of 'read_into' uses it: the task runs on when another one is done first [coro-dangling-argument]
  tasks.push_back(timeout(100));
  co_return co_await coro::when_any(std::move(tasks));
}
coro::task<int> of_libcoro_that_has_its_own(std::string name) {
  std::vector<coro::task<int>> tasks;
  tasks.push_back(read_all(name));
  tasks.push_back(timeout(100));
  co_return co_await coro::when_any(std::move(tasks));
}
coro::task<std::size_t> of_all() {
  std::string buffer;
  std::vector<coro::task<int>> tasks;
  tasks.push_back(read_into(buffer));
  tasks.push_back(timeout(100));
  co_return (co_await coro::when_all(std::move(tasks))).size();
}
// Whoever gave the buffer has it for longer.
coro::task<int> of_what_is_given(std::string &buffer) {
  std::vector<coro::task<int>> tasks;
  tasks.push_back(read_into(buffer));
  tasks.push_back(timeout(100));
  co_return co_await coro::when_any(std::move(tasks));
}

async_simple::coro::Lazy<int> lazy_read(std::string &buffer);
async_simple::coro::Lazy<int> lazy_timeout(int milliseconds);
async_simple::coro::Lazy<std::size_t> of_async_simple() {
  std::string buffer;
  auto first = co_await async_simple::coro::collectAny(lazy_read(buffer), lazy_timeout(100));
  // CHECK: [[#@LINE-1]]:66: warning: 'buffer' is gone when the task of 'lazy_read' uses it: the task runs on when another one is done first
  co_return first.index();
}

folly::coro::Task<int> folly_read(std::string &buffer);
folly::coro::Task<int> folly_timeout(int milliseconds);
folly::coro::Task<std::size_t> of_folly() { // It asks the others to stop, and waits for them.
  std::string buffer;
  auto [index, result] = co_await folly::coro::collectAny(folly_read(buffer), folly_timeout(100));
  co_return index;
}

// --- what it does first, it does before one of them can be done

async_simple::coro::Lazy<int> counted(const std::string &of) {
  auto size = static_cast<int>(of.size());
  co_await lazy_timeout(size);
  co_return size;
}
async_simple::coro::Lazy<int> counted_twice(const std::string &of) {
  co_await lazy_timeout(1);
  co_return static_cast<int>(of.size());
}
async_simple::coro::Lazy<int> filled(std::string &buffer) { co_return co_await lazy_read(buffer); }
async_simple::coro::Lazy<std::size_t> read_at_once() {
  std::string name = "a";
  auto first = co_await async_simple::coro::collectAny(counted(name), lazy_timeout(100));
  co_return first.index();
}
async_simple::coro::Lazy<std::size_t> read_later() {
  std::string name = "a";
  auto first = co_await async_simple::coro::collectAny(counted_twice(name), filled(name));
  // CHECK: [[#@LINE-1]]:70: warning: 'name' is gone when the task of 'counted_twice' uses it: the task runs on when another one is done first
  // CHECK: [[#@LINE-2]]:84: warning: 'name' is gone when the task of 'filled' uses it: the task runs on when another one is done first
  co_return first.index();
}
async_simple::coro::Lazy<std::size_t> of_a_closure() {
  int count = 0;
  auto first = co_await async_simple::coro::collectAny([&]() -> async_simple::coro::Lazy<int> {
    // CHECK: [[#@LINE-1]]:56: warning: 'count' is read after its closure is gone: the coroutine runs on after this statement [coro-dangling-lambda]
    co_await lazy_timeout(1);
    co_return ++count;
  }(), lazy_timeout(100));
  co_return first.index();
}
async_simple::coro::Lazy<int> count_all(std::vector<async_simple::coro::Lazy<int>> jobs);
async_simple::coro::Lazy<int> hands_on(std::vector<async_simple::coro::Lazy<int>> &&jobs) {
  co_return co_await count_all(std::move(jobs));
}
async_simple::coro::Lazy<std::size_t> handed_on_at_once() {
  std::vector<async_simple::coro::Lazy<int>> jobs;
  jobs.push_back(lazy_timeout(1));
  auto first = co_await async_simple::coro::collectAny(hands_on(std::move(jobs)), lazy_timeout(100));
  co_return first.index();
}
