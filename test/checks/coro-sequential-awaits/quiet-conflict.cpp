// RUN: %lint %s
// Awaits that have to stay in turn: one writes what the other reads or writes,
// or calls what nobody knows.
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <mini/coro.h>
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

mini::task<> locals_with_a_known_conflict() {
  std::vector<int> all;
  auto one = append(all, 1);
  auto two = append(all, 2);
  co_await one;
  co_await two;
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
