// RUN: %lint-fix %s
#include <coroutine>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
// FIXED:#include <seastar/coroutine/all.hh>
#include <string>
// FIXED:#include <utility>

using seastar::future;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

future<int> square(int n) {
  co_await tick{};
  co_return n * n;
}
future<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
future<> store(int n, int &into) {
  co_await tick{};
  into = n;
}
future<int> unseen(int n);

future<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  auto [a, b] = co_await seastar::coroutine::all(
// FIXED-NEXT:      [&] { return square(1); },
// FIXED-NEXT:      [&] { return greet("ada"); });
future<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  auto [a_result, b_result] = co_await seastar::coroutine::all(
// FIXED-NEXT:      [&] { return square(1); },
// FIXED-NEXT:      [&] { return greet("ada"); });
// FIXED-NEXT:  const long a = a_result;
// FIXED-NEXT:  std::string b = std::move(b_result);
future<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto [first, second] = co_await seastar::coroutine::all(
// FIXED-NEXT:      [&] { return in_one_expression(n - 1); },
// FIXED-NEXT:      [&] { return in_one_expression(n - 2); });
// FIXED-NEXT:  co_return first + second;
future<int> lent_by_reference() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
// FIXED:  co_await seastar::coroutine::all(
// FIXED-NEXT:      [&] { return store(1, a); },
// FIXED-NEXT:      [&] { return store(2, b); });
future<> note(const std::string &text, int &into) {
  co_await tick{};
  into = static_cast<int>(text.size());
}
// The temporary would end with the lambda.
future<int> lent_a_temporary() {
  int a = 0, b = 0;
  co_await note("ada", a);
  co_await note("bob", b);
  co_return a + b;
}
