// RUN: %lint %s
// Awaits that have to stay in turn, or that nobody can prove to be free of it.
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <mini/coro.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

mini::task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}
mini::task<int> total_of(const int *all) {
  co_await tick{};
  co_return *all;
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

int shared = 0;
mini::task<int> counts(int n) {
  co_await tick{};
  co_return shared += n;
}
mini::task<int> both_write_a_global() {
  int a = co_await counts(1);
  int b = co_await counts(2);
  co_return a - b;
}

int next() {
  static int n = 0;
  return ++n;
}
mini::task<int> numbered() {
  co_await tick{};
  co_return next();
}
mini::task<int> through_a_plain_function() {
  int a = co_await numbered();
  int b = co_await numbered();
  co_return a - b;
}

mini::task<> append(std::vector<int> &to, int n) {
  co_await tick{};
  to.push_back(n);
}
mini::task<> both_write_one_object(std::vector<int> &all) {
  co_await append(all, 1);
  co_await append(all, 2);
}
mini::task<> references_may_be_one_object(std::vector<int> &a, std::vector<int> &b) {
  co_await append(a, 1);
  co_await append(b, 2);
}
mini::task<int> size_of(const std::vector<int> &all) {
  co_await tick{};
  co_return static_cast<int>(all.size());
}
mini::task<int> one_writes_what_the_other_reads() {
  std::vector<int> all;
  co_await append(all, 1);
  int n = co_await size_of(all);
  co_return n;
}

mini::task<int> by_pointer(std::shared_ptr<int> to) {
  co_await tick{};
  co_return ++*to;
}
mini::task<> copies_of_one_pointer() {
  auto n = std::make_shared<int>(0);
  int a = co_await by_pointer(n);
  int b = co_await by_pointer(n);
  (void)(a + b);
}

struct Connection {
  int sent = 0;
  mini::task<int> send(int n) {
    co_await tick{};
    co_return sent += n;
  }
};
mini::task<> one_receiver() {
  Connection line;
  int a = co_await line.send(1);
  int b = co_await line.send(2);
  (void)(a + b);
}

mini::task<int> prints(int n) {
  co_await tick{};
  std::cout << n << '\n';
  co_return n;
}
mini::task<int> prints_as_in_c(int n) {
  co_await tick{};
  std::printf("%d\n", n);
  co_return n;
}
mini::task<> output_has_an_order() {
  int a = co_await prints(1);
  int b = co_await prints(2);
  (void)(a + b);
}
mini::task<> output_in_c_too() {
  int a = co_await prints_as_in_c(1);
  int b = co_await prints_as_in_c(2);
  (void)(a + b);
}

mini::task<int> calls(std::function<int()> f) {
  co_await tick{};
  co_return f();
}
mini::task<> anybodys_code(std::function<int()> f) {
  int a = co_await calls(f);
  int b = co_await calls(f);
  (void)(a + b);
}

struct Shape {
  virtual mini::task<int> area() {
    co_await tick{};
    co_return 1;
  }
};
mini::task<> a_virtual_call(Shape &a, Shape &b) {
  int x = co_await a.area();
  int y = co_await b.area();
  (void)(x + y);
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

// What stands between reads what the first one writes.
mini::task<> sets(int &n) {
  co_await tick{};
  n = 1;
}
mini::task<int> a_look_between() {
  int a = 0, b = 0;
  co_await sets(a);
  int seen = a;
  co_await sets(b);
  co_return seen + b;
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

mini::task<int> both_change_what_a_lambda_has_captured() {
  int n = 0;
  auto count = [&n](int by) -> mini::task<int> {
    co_await tick{};
    co_return n += by;
  };
  int a = co_await count(1);
  int b = co_await count(2);
  co_return a - b;
}
struct Client {
  struct Line {
    int sent = 0;
  };
  std::shared_ptr<Line> line;
  mini::task<int> send(int n) {
    co_await tick{};
    co_return line->sent += n;
  }
};
mini::task<int> send_with(Client client, int n) {
  co_await tick{};
  co_return co_await client.send(n);
}
mini::task<int> copies_that_share_a_line(Client client) {
  int a = co_await send_with(client, 1);
  int b = co_await send_with(client, 2);
  co_return a - b;
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

mini::task<int> assigned_to_one_variable() {
  int last = 0;
  last = co_await square(1);
  last = co_await square(2);
  co_return last;
}
mini::task<int> assigned_to_what_the_other_reads() {
  int n = 1;
  int a = co_await square(n);
  n = co_await square(2);
  co_return a + n;
}
mini::task<int> assigned_to_what_the_other_may_reach(const int *seen) {
  int n = 1;
  int a = co_await total_of(seen);
  n = co_await square(2);
  co_return a + n;
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

mini::task<> locals_with_a_known_conflict() {
  std::vector<int> all;
  auto one = append(all, 1);
  auto two = append(all, 2);
  co_await one;
  co_await two;
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

// The call operator, called by its name.
mini::task<int> by_name(const std::function<int(int)> &run, int n) {
  co_await tick{};
  co_return run.operator()(n);
}
mini::task<int> calls_by_name(const std::function<int(int)> &run) {
  int a = co_await by_name(run, 1);
  int b = co_await by_name(run, 2);
  co_return a + b;
}
mini::task<int> without_arguments(const std::function<int()> &run) {
  co_await tick{};
  co_return run.operator()();
}
mini::task<int> calls_without_arguments(const std::function<int()> &run) {
  int a = co_await without_arguments(run);
  int b = co_await without_arguments(run);
  co_return a + b;
}
