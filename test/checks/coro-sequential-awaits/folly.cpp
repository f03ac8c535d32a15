// RUN: %lint %s
#include <chrono>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <string>
#include <utility>

using namespace std::chrono_literals;
using folly::coro::co_withExecutor;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
folly::coro::Task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}
folly::coro::Task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
folly::coro::Task<> greet_into(std::string name, std::string &into) {
  co_await tick{};
  into = "hello, " + name;
}
folly::coro::Task<int> unseen(int n);
folly::Future<int> fetch(int id);

folly::coro::Task<int> declarations_in_a_row() {
  int a = co_await square(1);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent, but each starts only when the one before is done [coro-sequential-awaits]
  std::string b = co_await greet("ada");
  // CHECK: [[#@LINE-1]]:19: note: this one need not wait
  // CHECK: [[#@LINE-4]]:11: note: they can be awaited together with 'folly::coro::collectAll' of <folly/coro/Collect.h>; on an error, the others are asked to stop; the first error is thrown when all have ended
  co_return a + static_cast<int>(b.size());
}
folly::coro::Task<int> gathered() {
  auto [a, b] = co_await folly::coro::collectAll(square(1), greet("ada"));
  co_return a + static_cast<int>(b.size());
}
folly::coro::Task<> gathered_with_an_error_each() {
  auto [a, b] = co_await folly::coro::collectAllTry(square(1), greet("ada"));
}

folly::coro::Task<int> in_one_expression() { co_return co_await square(1) + co_await square(2); }
// CHECK: [[#@LINE-1]]:56: warning: these 2 awaits are independent
// CHECK: [[#@LINE-2]]:77: note: this one need not wait
folly::coro::Task<int> one_expression_nests_the_other() { co_return co_await square(co_await square(2)); }

folly::coro::Task<> statements_with_results_in_distinct_locals() {
  std::string ada, bob;
  co_await greet_into("ada", ada);
  // CHECK: [[#@LINE-1]]:3: warning: these 2 awaits are independent
  co_await greet_into("bob", bob);
  // CHECK: [[#@LINE-1]]:3: note: this one need not wait
}
folly::coro::Task<> statements_with_results_in_one_local() {
  std::string name;
  co_await greet_into("ada", name);
  co_await greet_into("bob", name);
}

folly::coro::Task<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await std::move(a);
  // CHECK: [[#@LINE-1]]:15: warning: these 2 tasks are awaited one after another, so each starts only when the one before is done [coro-sequential-awaits]
  int second = co_await std::move(b);
  // CHECK: [[#@LINE-1]]:16: note: this one need not wait
  co_return first + second;
}
folly::coro::Task<int> kept_in_locals_and_gathered() {
  auto a = unseen(1);
  auto b = unseen(2);
  auto [first, second] = co_await folly::coro::collectAll(std::move(a), std::move(b));
  co_return first + second;
}

// Futures run already, so waiting for them in turn takes no longer.
folly::coro::Task<int> with_an_executor_and_started(folly::Executor *executor) {
  auto a = co_withExecutor(executor, unseen(1)).start();
  auto b = co_withExecutor(executor, unseen(2)).start();
  int first = co_await std::move(a);
  int second = co_await std::move(b);
  co_return first + second;
}
folly::coro::Task<int> futures_run_already() {
  auto a = fetch(1);
  auto b = fetch(2);
  int first = co_await std::move(a);
  int second = co_await std::move(b);
  co_return first + second;
}

// These stand where they stand because they are ordered.
folly::coro::Task<> sleeps_on_purpose() {
  co_await folly::coro::sleep(10ms);
  co_await folly::coro::sleep(20ms);
}
folly::coro::Task<int> a_pause_between() {
  int a = co_await square(1);
  co_await folly::coro::sleep(10ms);
  int b = co_await square(2);
  co_return a + b;
}
folly::coro::Task<> locks_two(folly::coro::Mutex &a, folly::coro::Mutex &b) {
  auto first = co_await a.co_scoped_lock();
  auto second = co_await b.co_scoped_lock();
}
folly::coro::Task<int> a_lock_between(folly::coro::Mutex &mutex) {
  int a = co_await square(1);
  auto lock = co_await mutex.co_scoped_lock();
  int b = co_await square(2);
  co_return a + b;
}
folly::coro::Task<> joins_two_scopes(folly::coro::AsyncScope &a, folly::coro::AsyncScope &b) {
  co_await a.joinAsync();
  co_await b.joinAsync();
}
folly::coro::Task<int> bodies_are_not_seen() {
  int a = co_await unseen(1);
  int b = co_await unseen(2);
  co_return a + b;
}
folly::coro::Task<> in_a_loop() {
  for (int n = 0; n < 3; ++n)
    co_await square(n);
}
