// RUN: %lint %s
#include <string>
#include <utility>
#include <wil/coroutine.h>

wil::task<int> load(int id);
wil::com_task<void> save(std::string row);
struct Dispatcher {};

wil::task<void> tasks_dropped() {
  load(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load' is not awaited, so its error is lost [coro-unawaited-task]
  auto row = save("kept");
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost
  co_await save("other");
}
wil::com_task<int> tasks_awaited() {
  auto row = load(1);
  co_await save("row").resume_any_thread();
  co_await wil::com_task(load(2));
  co_return co_await std::move(row);
}
wil::task<int> dropped_on_one_path(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, its error is lost
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
// It runs on by itself: who can't await it drops it, as event handlers do.
void abandoned_by_a_handler() { save("clicked"); }

wil::task<int> waits() {
  int one = load(1).get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:13: note: what can be awaited instead: co_await load(1)
  auto row = load(2);
  co_return one + std::move(row).get();
  // CHECK: [[#@LINE-1]]:19: warning: the call of 'get' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:19: note: what can be awaited instead: co_await std::move(row)
}
int waits_in_a_plain_function() { return load(1).get(); }

wil::com_task<void> goes_back(Dispatcher &ui) {
  wil::resume_foreground(ui);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'resume_foreground' is not awaited
  co_await wil::resume_foreground(ui);
}

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
wil::task<int> count(int of) {
  co_await tick{};
  co_return of;
}
wil::task<int> one_after_another() {
  int one = co_await count(1);
  // CHECK: [[#@LINE-1]]:13: warning: these 2 awaits are independent, but each starts only when the one before is done [coro-sequential-awaits]
  int two = co_await count(2);
  // CHECK: [[#@LINE-1]]:13: note: this one need not wait
  co_return one + two;
}
wil::task<int> begun_together() {
  auto one = count(1), two = count(2);
  int first = co_await std::move(one);
  co_return first + co_await std::move(two);
}
