// RUN: %lint %s
#include <mini/coro.h>
#include <string>
#include <utility>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// Bodies that touch nothing but what they are given.
mini::task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}
mini::task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
mini::task<> greet_into(std::string name, std::string &into) {
  co_await tick{};
  into = "hello, " + name;
}
mini::task<int> total(const std::vector<int> &all) {
  int sum = 0;
  for (int n : all)
    sum += n;
  co_await tick{};
  co_return sum;
}
mini::task<int> unseen(int n);

mini::task<int> declarations_in_a_row() {
  auto a = co_await square(1);
  // CHECK: [[#@LINE-1]]:12: warning: these 2 awaits are independent, but each starts only when the one before is done [coro-sequential-awaits]
  auto b = co_await square(2);
  // CHECK: [[#@LINE-1]]:12: note: this one need not wait
  // CHECK: [[#@LINE-4]]:12: note: they can be awaited together with 'mini::when_all' of <mini/coro.h>; on an error, the others run
  co_return a + b;
}

mini::task<std::string> three_with_one_pure_statement_between(std::string last) {
  const std::string first = co_await greet("ada");
  // CHECK: [[#@LINE-1]]:29: warning: these 3 awaits are independent
  const int count = 3;
  const std::string second = co_await greet("bob");
  // CHECK: [[#@LINE-1]]:30: note: this one need not wait
  const std::string third = co_await greet(last);
  // CHECK: [[#@LINE-1]]:29: note: this one need not wait
  co_return first + second + third + std::to_string(count);
}

mini::task<> statements_with_results_in_distinct_locals() {
  std::string ada, bob;
  co_await greet_into("ada", ada);
  // CHECK: [[#@LINE-1]]:3: warning: these 2 awaits are independent
  co_await greet_into("bob", bob);
}

struct Pair {
  std::string ada, bob;
};
mini::task<Pair> results_in_distinct_fields() {
  Pair pair;
  co_await greet_into("ada", pair.ada);
  // CHECK: [[#@LINE-1]]:3: warning: these 2 awaits are independent
  co_await greet_into("bob", pair.bob);
  co_return pair;
}

mini::task<int> both_only_read(const std::vector<int> &all) {
  int a = co_await total(all);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent
  int b = co_await total(all);
  co_return a + b;
}

mini::task<int> in_one_expression(int n) {
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
  // CHECK: [[#@LINE-1]]:13: warning: these 2 awaits are independent
}

int add(int a, int b);
mini::task<int> as_arguments() {
  co_return add(co_await square(1), co_await square(2));
  // CHECK: [[#@LINE-1]]:17: warning: these 2 awaits are independent
}

mini::task<int> lazy_tasks_kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  auto c = unseen(3);
  int first = co_await a;
  // CHECK: [[#@LINE-1]]:15: warning: these 3 tasks are awaited one after another, so each starts only when the one before is done
  int second = co_await std::move(b);
  // CHECK: [[#@LINE-1]]:16: note: this one need not wait
  int third = co_await c;
  // CHECK: [[#@LINE-1]]:15: note: this one need not wait
  co_return first + second + third;
}

// The next group begins where the first one ends.
mini::task<int> one_depends_on_the_group_before() {
  int a = co_await square(1);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent
  int b = co_await square(2);
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  int c = co_await square(a);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent
  int d = co_await square(b);
  co_return c + d;
}

// Eager ones start when they are made; made in the await, they do so in turn.
mini::eager<int> start(int n) {
  co_await tick{};
  co_return n;
}
mini::task<int> eager_but_made_in_turn() {
  int a = co_await start(1);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent
  int b = co_await start(2);
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  co_return a + b;
}
mini::task<> results_are_not_taken() {
  (void)co_await square(1);
  // CHECK: [[#@LINE-1]]:9: warning: these 2 awaits are independent
  co_await square(2);
  // CHECK: [[#@LINE-1]]:3: note: this one need not wait
}
