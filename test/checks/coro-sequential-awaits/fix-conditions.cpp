// RUN: %lint-fix %s
#include <mini/coro.h>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
mini::task<int> count(int n) {
  co_await tick{};
  co_return n;
}
mini::task<bool> compares() {
  if (co_await count(1) == co_await count(2))
    co_return true;
  // FIXED:  auto [first, second] = co_await mini::when_all(count(1), count(2));
  // FIXED:  if (first == second)
  co_return false;
}
