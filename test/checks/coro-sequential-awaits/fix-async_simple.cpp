// RUN: %lint-fix %s
#include <async_simple/coro/Collect.h>
#include <async_simple/coro/Lazy.h>
#include <string>
// FIXED:#include <utility>

using async_simple::coro::Lazy;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

Lazy<int> square(int n) {
  co_await tick{};
  co_return n * n;
}
Lazy<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
Lazy<> store(int n, int &into) {
  co_await tick{};
  into = n;
}
Lazy<int> unseen(int n);

Lazy<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  auto [a_result, b_result] =
// FIXED-NEXT:      co_await async_simple::coro::collectAll(square(1), greet("ada"));
// FIXED-NEXT:  auto a = a_result.value();
// FIXED-NEXT:  auto b = std::move(b_result).value();
Lazy<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  auto [a_result, b_result] =
// FIXED-NEXT:      co_await async_simple::coro::collectAll(square(1), greet("ada"));
// FIXED-NEXT:  const long a = a_result.value();
// FIXED-NEXT:  std::string b = std::move(b_result).value();
Lazy<int> nothing_is_given() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
// FIXED:  auto [first, second] =
// FIXED-NEXT:      co_await async_simple::coro::collectAll(store(1, a), store(2, b));
// FIXED-NEXT:  first.value();
// FIXED-NEXT:  second.value();
Lazy<int> one_gives_nothing() {
  int a = 0;
  co_await store(1, a);
  int b = co_await square(2);
  co_return a + b;
}
// FIXED:  auto [first, b_result] =
// FIXED-NEXT:      co_await async_simple::coro::collectAll(store(1, a), square(2));
// FIXED-NEXT:  first.value();
// FIXED-NEXT:  int b = b_result.value();
Lazy<int> nothing_between_two() {
  int b = 0;
  int a = co_await square(1);
  co_await store(2, b);
  int c = co_await square(3);
  co_return a + b + c;
}
// FIXED:  auto [a_result, second, c_result] = co_await async_simple::coro::collectAll(
// FIXED-NEXT:      square(1),
// FIXED-NEXT:      store(2, b),
// FIXED-NEXT:      square(3));
// FIXED-NEXT:  int a = a_result.value();
// FIXED-NEXT:  second.value();
// FIXED-NEXT:  int c = c_result.value();
Lazy<int> nothing_at_the_end() {
  int c = 0;
  int a = co_await square(1);
  int b = co_await square(2);
  co_await store(3, c);
  co_return a + b + c;
}
// FIXED:  auto [a_result, b_result, third] = co_await async_simple::coro::collectAll(
// FIXED-NEXT:      square(1),
// FIXED-NEXT:      square(2),
// FIXED-NEXT:      store(3, c));
// FIXED-NEXT:  int a = a_result.value();
// FIXED-NEXT:  int b = b_result.value();
// FIXED-NEXT:  third.value();
Lazy<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await a;
  int second = co_await b;
  co_return first + second;
}
// FIXED:  auto [first_result, second_result] =
// FIXED-NEXT:      co_await async_simple::coro::collectAll(std::move(a), std::move(b));
// FIXED-NEXT:  int first = first_result.value();
// FIXED-NEXT:  int second = second_result.value();
Lazy<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto [first, second] = co_await async_simple::coro::collectAll(
// FIXED-NEXT:      in_one_expression(n - 1),
// FIXED-NEXT:      in_one_expression(n - 2));
// FIXED-NEXT:  co_return first.value() + second.value();
