// RUN: %lint %s
// Awaits that have to stay in turn, or that nobody can prove to be free of it:
// one needs the other, only one runs, or their order is what they are for.
#include <cstdio>
#include <mini/coro.h>
#include <stdexcept>
#include <utility>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

mini::task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}
mini::task<int> unseen(int n);
mini::task<> unseen_effect(int n);
mini::eager<int> start(int n) {
  co_await tick{};
  co_return n;
}

mini::task<int> one_needs_the_other() {
  int a = co_await square(1);
  int b = co_await square(a);
  co_return a + b;
}

mini::task<int> one_expression_nests_the_other() { co_return co_await square(co_await square(2)); }

mini::task<int> a_branch_between() {
  int a = co_await square(1);
  if (a > 1)
    co_return a;
  co_return co_await square(2);
}

mini::task<int> only_one_of_them_runs(bool first) {
  co_return first ? co_await square(1) : co_await square(2);
}
mini::task<bool> the_second_may_not_run() {
  co_return co_await square(1) > 0 && co_await square(2) > 0;
}

mini::task<int> bodies_are_not_seen() {
  int a = co_await unseen(1);
  int b = co_await unseen(2);
  co_return a + b;
}

// Waiting is all that these do: they pace the code.
mini::task<> breathe() { co_await tick{}; }
mini::task<> paced() {
  co_await breathe();
  co_await breathe();
}

mini::task<> already_running() {
  auto a = start(1);
  auto b = start(2);
  co_await a;
  co_await b;
}

mini::task<std::pair<int, int>> both(int n) {
  co_await tick{};
  co_return std::pair(n, n);
}
mini::task<int> one_needs_a_part_of_the_other() {
  auto [a, b] = co_await both(1);
  auto c = co_await square(a);
  co_return b + c;
}
mini::task<int> one_needs_a_part_by_reference() {
  const auto &[a, b] = co_await both(1);
  const int &part = b;
  auto c = co_await square(part);
  co_return a + c;
}

// The first may refuse, and then the second must not happen.
struct Request {
  int amount = 0;
};
mini::task<> validate(const Request &request) {
  co_await tick{};
  if (request.amount < 0)
    throw std::runtime_error("negative");
}
mini::task<int> authenticate(int id) {
  co_await tick{};
  if (id == 0)
    throw std::runtime_error("nobody");
  co_return id;
}
mini::task<int> charge(int amount, int &account) {
  co_await tick{};
  co_return account -= amount;
}
mini::task<> the_first_guards_the_second(Request request) {
  int account = 0;
  co_await validate(request);
  co_await charge(request.amount, account);
}
mini::task<int> the_first_may_refuse(int id) {
  int account = 0;
  int who = co_await authenticate(id);
  int left = co_await charge(1, account);
  co_return who + left;
}

// Parts of a system start in the order of their dependencies; files are opened
// before they are written to.
struct Service {
  bool up = false;
  mini::task<> start() {
    co_await tick{};
    up = true;
  }
  mini::task<bool> stop() {
    co_await tick{};
    up = false;
    co_return true;
  }
};
mini::task<> services_start_in_order() {
  Service database, web;
  co_await database.start();
  co_await web.start();
  bool a = co_await web.stop();
  bool b = co_await database.stop();
  (void)(a && b);
}
mini::task<> migrate_to(int version, int &schema) {
  co_await tick{};
  schema = version;
}
mini::task<> migrations() {
  int users = 0, orders = 0;
  co_await migrate_to(1, users);
  co_await migrate_to(2, orders);
}

mini::task<> already_gathered() { co_await mini::when_all(square(1), square(2)); }

mini::task<int> a_side_effect_between() {
  int a = co_await square(1);
  std::puts("half way");
  int b = co_await square(2);
  co_return a + b;
}

mini::task<int> made_after_the_first_await() {
  int a = co_await unseen(1);
  auto later = unseen(2);
  int b = co_await later;
  co_return a + b;
}

mini::task<int> one_is_awaited_twice() {
  auto a = square(1);
  auto b = square(2);
  int x = co_await a;
  int y = co_await b;
  co_return x + y + co_await a;
}

mini::task<> in_a_loop(int n) {
  for (int i = 0; i < n; ++i)
    (void)co_await square(i);
}

// Nobody said how tasks of this type could be awaited together.
struct lone {
  struct promise_type {
    lone get_return_object();
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int) {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
lone alone(int n) { co_return n; }
mini::task<int> no_gatherer() {
  int a = co_await alone(1);
  int b = co_await alone(2);
  co_return a + b;
}

// What never suspends gains nothing by company.
mini::task<int> at_once(int n) { co_return n; }
mini::task<int> nothing_to_overlap() {
  int a = co_await at_once(1);
  int b = co_await at_once(2);
  co_return a + b;
}
