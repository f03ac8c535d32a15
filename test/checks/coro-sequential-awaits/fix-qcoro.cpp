// RUN: %lint-fix %s -- %qcoro
#include <QCoro/QCoroTask>
#include <coroutine>
#include <string>

using QCoro::Task;

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

Task<int> square(int n) {
  co_await tick{};
  co_return n * n;
}
Task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
Task<> store(int n, int &into) {
  co_await tick{};
  into = n;
}
Task<int> unseen(int n);

Task<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  auto a_task = square(1);
// FIXED-NEXT:  auto b_task = greet("ada");
// FIXED-NEXT:  auto a = co_await a_task;
// FIXED-NEXT:  auto b = co_await b_task;
Task<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  auto a_task = square(1);
// FIXED-NEXT:  auto b_task = greet("ada");
// FIXED-NEXT:  const long a = co_await a_task;
// FIXED-NEXT:  std::string b = co_await b_task;
Task<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto first = in_one_expression(n - 1);
// FIXED-NEXT:  auto second = in_one_expression(n - 2);
// FIXED-NEXT:  co_return co_await first + co_await second;
// What it is lent could be gone before the other one ends.
Task<int> lent_by_reference() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
