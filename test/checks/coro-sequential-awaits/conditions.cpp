// RUN: %lint %s
// Two awaits in the condition of an `if` stand in one expression.
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
    // CHECK: [[#@LINE-1]]:7: warning: these 2 awaits are independent, but each starts only when the one before is done
    co_return true;
  co_return false;
}
mini::task<bool> asks_the_second_only_if() {
  if (co_await count(1) == 1 && co_await count(2) == 2)
    co_return true;
  co_return false;
}
mini::task<bool> one_needs_the_other() {
  if (co_await count(co_await count(1)) == 2)
    co_return true;
  co_return false;
}
mini::task<int> is_not_always_asked(bool first) {
  if (first)
    co_return 1;
  else if (co_await count(1) == co_await count(2))
    co_return 2;
  co_return 3;
}
mini::task<int> asks_again_and_again() {
  while (co_await count(1) != co_await count(2))
    co_await tick{};
  co_return 3;
}
