// RUN: %lint-fix %s
#include <coro/task.hpp>
#include <coro/when_all.hpp>
#include <string>
// FIXED:#include <utility>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

coro::task<int> square(int n) {
  co_await tick{};
  co_return n * n;
}
coro::task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
coro::task<> store(int n, int &into) {
  co_await tick{};
  into = n;
}
coro::task<int> unseen(int n);

coro::task<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  auto [a_result, b_result] = co_await coro::when_all(square(1), greet("ada"));
// FIXED-NEXT:  auto a = a_result.return_value();
// FIXED-NEXT:  auto b = std::move(b_result).return_value();
coro::task<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  auto [a_result, b_result] = co_await coro::when_all(square(1), greet("ada"));
// FIXED-NEXT:  const long a = a_result.return_value();
// FIXED-NEXT:  std::string b = std::move(b_result).return_value();
coro::task<int> nothing_is_given() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
// FIXED:  auto [first, second] = co_await coro::when_all(store(1, a), store(2, b));
// FIXED-NEXT:  first.return_value();
// FIXED-NEXT:  second.return_value();
coro::task<int> one_gives_nothing() {
  int a = 0;
  co_await store(1, a);
  int b = co_await square(2);
  co_return a + b;
}
// FIXED:  auto [first, b_result] = co_await coro::when_all(store(1, a), square(2));
// FIXED-NEXT:  first.return_value();
// FIXED-NEXT:  int b = b_result.return_value();
coro::task<int> nothing_between_two() {
  int b = 0;
  int a = co_await square(1);
  co_await store(2, b);
  int c = co_await square(3);
  co_return a + b + c;
}
// FIXED:  auto [a_result, second, c_result] =
// FIXED-NEXT:      co_await coro::when_all(square(1), store(2, b), square(3));
// FIXED-NEXT:  int a = a_result.return_value();
// FIXED-NEXT:  second.return_value();
// FIXED-NEXT:  int c = c_result.return_value();
coro::task<int> nothing_at_the_end() {
  int c = 0;
  int a = co_await square(1);
  int b = co_await square(2);
  co_await store(3, c);
  co_return a + b + c;
}
// FIXED:  auto [a_result, b_result, third] =
// FIXED-NEXT:      co_await coro::when_all(square(1), square(2), store(3, c));
// FIXED-NEXT:  int a = a_result.return_value();
// FIXED-NEXT:  int b = b_result.return_value();
// FIXED-NEXT:  third.return_value();
coro::task<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await a;
  int second = co_await b;
  co_return first + second;
}
// FIXED:  auto [first_result, second_result] =
// FIXED-NEXT:      co_await coro::when_all(std::move(a), std::move(b));
// FIXED-NEXT:  int first = first_result.return_value();
// FIXED-NEXT:  int second = second_result.return_value();
coro::task<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto [first, second] =
// FIXED-NEXT:      co_await coro::when_all(in_one_expression(n - 1), in_one_expression(n - 2));
// FIXED-NEXT:  co_return first.return_value() + second.return_value();
