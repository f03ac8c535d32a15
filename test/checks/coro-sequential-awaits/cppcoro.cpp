// RUN: %lint %s
#include <chrono>
#include <coroutine>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

cppcoro::task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}
cppcoro::task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
cppcoro::shared_task<int> shared_square(int n) {
  co_await tick{};
  co_return n *n;
}
cppcoro::task<int> unseen(int n);
cppcoro::shared_task<int> unseen_and_shared(int n);
cppcoro::task<> unseen_effect(int n);

cppcoro::task<int> declarations_in_a_row() {
  int a = co_await square(1);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent, but each starts only when the one before is done [coro-sequential-awaits]
  std::string b = co_await greet("ada");
  // CHECK: [[#@LINE-1]]:19: note: this one need not wait
  // CHECK: [[#@LINE-4]]:11: note: they can be awaited together with 'cppcoro::when_all' of <cppcoro/when_all.hpp>; on an error, the others run to their end, then the first error in argument order is thrown
  co_return a + static_cast<int>(b.size());
}
cppcoro::task<int> gathered() {
  auto [a, b] = co_await cppcoro::when_all(square(1), greet("ada"));
  co_return a + static_cast<int>(b.size());
}
cppcoro::task<> gathered_with_an_error_each() {
  auto results = co_await cppcoro::when_all_ready(square(1), greet("ada"));
}

cppcoro::task<int> in_one_expression() { co_return co_await square(1) + co_await square(2); }
// CHECK: [[#@LINE-1]]:52: warning: these 2 awaits are independent
// CHECK: [[#@LINE-2]]:73: note: this one need not wait
cppcoro::task<int> one_expression_nests_the_other() { co_return co_await square(co_await square(2)); }

cppcoro::task<int> shared_tasks_in_a_row() {
  int a = co_await shared_square(1);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent
  int b = co_await shared_square(2);
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  co_return a + b;
}
cppcoro::task<int> shared_tasks_of_which_one_needs_the_other() {
  int a = co_await shared_square(1);
  int b = co_await shared_square(a);
  co_return b;
}

cppcoro::task<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await a;
  // CHECK: [[#@LINE-1]]:15: warning: these 2 tasks are awaited one after another, so each starts only when the one before is done [coro-sequential-awaits]
  int second = co_await b;
  // CHECK: [[#@LINE-1]]:16: note: this one need not wait
  co_return first + second;
}
cppcoro::task<int> kept_in_locals_and_gathered() {
  auto a = unseen(1);
  auto b = unseen(2);
  auto [first, second] = co_await cppcoro::when_all(std::move(a), std::move(b));
  co_return first + second;
}

cppcoro::task<int> kept_in_shared_locals() {
  auto a = unseen_and_shared(1);
  auto b = unseen_and_shared(2);
  int first = co_await a;
  // CHECK: [[#@LINE-1]]:15: warning: these 2 tasks are awaited one after another
  int second = co_await b;
  // CHECK: [[#@LINE-1]]:16: note: this one need not wait
  co_return first + second;
}
// A copy of it may have been awaited already.
cppcoro::task<int> shared_with_another(std::vector<cppcoro::shared_task<int>> &all) {
  auto a = unseen_and_shared(1);
  auto b = unseen_and_shared(2);
  all = {a, b};
  int first = co_await a;
  int second = co_await b;
  co_return first + second;
}

// These stand where they stand because they are ordered.
cppcoro::task<int> a_lock_between(cppcoro::async_mutex &mutex) {
  int a = co_await square(1);
  auto lock = co_await mutex.scoped_lock_async();
  int b = co_await square(2);
  co_return a + b;
}
cppcoro::task<> locks_two(cppcoro::async_mutex &a, cppcoro::async_mutex &b) {
  co_await a.lock_async();
  co_await b.lock_async();
  b.unlock();
  a.unlock();
}
cppcoro::task<> hops(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  co_await pool.schedule();
  co_await io.schedule();
}
cppcoro::task<int> a_hop_between(cppcoro::static_thread_pool &pool) {
  int a = co_await square(1);
  co_await pool.schedule();
  int b = co_await square(2);
  co_return a + b;
}
cppcoro::task<> waits_on_purpose(cppcoro::io_service &io) {
  co_await io.schedule_after(10ms);
  co_await io.schedule_after(20ms);
}
cppcoro::task<> joins_two_scopes(cppcoro::async_scope &a, cppcoro::async_scope &b) {
  co_await a.join();
  co_await b.join();
}
cppcoro::task<> effects_are_not_seen() {
  co_await unseen_effect(1);
  co_await unseen_effect(2);
}
cppcoro::task<> in_a_loop() {
  for (int n = 0; n < 3; ++n)
    co_await square(n);
}
