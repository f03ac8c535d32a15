// RUN: %lint-fix %s
#include <coroutine>
#include <string>
// FIXED:#include <utility>
#include <yaclib/async/future.hpp>
#include <yaclib/coro/await.hpp>
#include <yaclib/coro/future.hpp>

using yaclib::Future;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

Future<int> square(int n) {
  co_await tick{};
  co_return n * n;
}
Future<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
Future<> store(int n, int &into) {
  co_await tick{};
  into = n;
  co_return {};
}
Future<int> unseen(int n);

Future<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  auto a_task = square(1);
// FIXED-NEXT:  auto b_task = greet("ada");
// FIXED-NEXT:  auto a = co_await std::move(a_task);
// FIXED-NEXT:  auto b = co_await std::move(b_task);
Future<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  auto a_task = square(1);
// FIXED-NEXT:  auto b_task = greet("ada");
// FIXED-NEXT:  const long a = co_await std::move(a_task);
// FIXED-NEXT:  std::string b = co_await std::move(b_task);
Future<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto first = in_one_expression(n - 1);
// FIXED-NEXT:  auto second = in_one_expression(n - 2);
// FIXED-NEXT:  co_return co_await std::move(first) + co_await std::move(second);
// What it is lent could be gone before the other one ends.
Future<int> lent_by_reference() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
