// RUN: %lint %s --option=coro-sequential-awaits.Unproven=note
// Nothing is known that orders them, and their bodies are not all seen.
#include <mini/coro.h>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

mini::task<int> unseen(int n);
mini::task<> unseen_effect(int &n);
mini::task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}

mini::task<int> bodies_are_not_seen() {
  int a = co_await unseen(1);
  // CHECK: [[#@LINE-1]]:11: remark: these 2 awaits look independent, but each starts only when the one before is done [coro-sequential-awaits]
  int b = co_await unseen(2);
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  co_return a + b;
}
mini::task<int> in_one_expression() {
  co_return co_await unseen(1) + co_await unseen(2);
  // CHECK: [[#@LINE-1]]:13: remark: these 2 awaits look independent
  // CHECK: [[#@LINE-2]]:34: note: this one need not wait
}
// What is certain stays a warning of its own.
mini::task<int> two_that_are_proven_and_one_that_is_not() {
  int a = co_await unseen(1);
  int b = co_await square(2);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 awaits are independent
  int c = co_await square(3);
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  co_return a + b + c;
}

mini::task<int> one_needs_the_other() {
  int a = co_await unseen(1);
  int b = co_await unseen(a);
  co_return a + b;
}
mini::task<int> one_branches() {
  if (co_await unseen(1))
    co_return 1;
  co_return co_await unseen(2);
}

struct Connection {
  mini::task<int> query(int n);
  mini::task<int> size() const;
};
mini::task<int> one_receiver(Connection &line) {
  int a = co_await line.query(1);
  int b = co_await line.query(2);
  co_return a + b;
}
mini::task<int> one_receiver_that_is_only_read(const Connection &line) {
  int a = co_await line.size();
  // CHECK: [[#@LINE-1]]:11: remark: these 2 awaits look independent
  int b = co_await line.size();
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  co_return a + b;
}
mini::task<int> given_the_same_to_write_to() {
  int n = 0;
  co_await unseen_effect(n);
  co_await unseen_effect(n);
  co_return n;
}
