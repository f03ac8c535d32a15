// RUN: %lint-fix %s
#include <boost/cobalt/join.hpp>
#include <boost/cobalt/task.hpp>
#include <coroutine>
#include <string>
#include <utility>

namespace cobalt = boost::cobalt;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

cobalt::task<int> square(int n) {
  co_await tick{};
  co_return n * n;
}
cobalt::task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
cobalt::task<void> store(int n, int &into) {
  co_await tick{};
  into = n;
}
cobalt::task<int> unseen(int n);

cobalt::task<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  auto [a, b] = co_await cobalt::join(square(1), greet("ada"));
cobalt::task<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  auto [a_result, b_result] = co_await cobalt::join(square(1), greet("ada"));
// FIXED-NEXT:  const long a = a_result;
// FIXED-NEXT:  std::string b = std::move(b_result);
cobalt::task<int> nothing_is_given() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
// FIXED:  co_await cobalt::join(store(1, a), store(2, b));
cobalt::task<int> one_gives_nothing() {
  int a = 0;
  co_await store(1, a);
  int b = co_await square(2);
  co_return a + b;
}
// FIXED:  auto [nothing, b] = co_await cobalt::join(store(1, a), square(2));
cobalt::task<int> nothing_between_two() {
  int b = 0;
  int a = co_await square(1);
  co_await store(2, b);
  int c = co_await square(3);
  co_return a + b + c;
}
// FIXED:  auto [a, nothing, c] =
// FIXED-NEXT:      co_await cobalt::join(square(1), store(2, b), square(3));
cobalt::task<int> nothing_at_the_end() {
  int c = 0;
  int a = co_await square(1);
  int b = co_await square(2);
  co_await store(3, c);
  co_return a + b + c;
}
// FIXED:  auto [a, b, nothing] =
// FIXED-NEXT:      co_await cobalt::join(square(1), square(2), store(3, c));
cobalt::task<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await std::move(a);
  int second = co_await std::move(b);
  co_return first + second;
}
// FIXED:  auto [first, second] = co_await cobalt::join(std::move(a), std::move(b));
cobalt::task<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto [first, second] =
// FIXED-NEXT:      co_await cobalt::join(in_one_expression(n - 1), in_one_expression(n - 2));
// FIXED-NEXT:  co_return first + second;
