// Loops that run in what a coroutine calls.
// RUN: %lint %s
#include <functional>
#include <mini/coro.h>

mini::task<int> load(int id);

inline int load_now(int id) { return mini::sync_wait(load(id)); }
inline int load_both() { return load_now(1) + load_now(2); }
inline void drain(mini::event_loop &loop) { loop.run(); }

mini::task<int> waits_in_a_helper(mini::event_loop &loop) {
  int sum = load_now(1);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'load_now' in a coroutine waits for a task, and blocks the thread that it may need: it comes to the call of 'sync_wait', which parks the thread until the task is done [coro-nested-run]
  // CHECK-NEXT: [[#@LINE-7]]:38: note: in 'load_now': the call of 'sync_wait'
  sum += load_both();
  // CHECK-NEXT: [[#@LINE-1]]:10: warning: the call of 'load_both' in a coroutine waits for a task, and blocks the thread that it may need
  // CHECK-NEXT: [[#@LINE-9]]:33: note: in 'load_both': the call of 'load_now'
  // CHECK-NEXT: [[#@LINE-11]]:38: note: in 'load_now': the call of 'sync_wait'
  drain(loop);
  // CHECK-NEXT: [[#@LINE-1]]:3: warning: the call of 'drain' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it comes to the call of 'run', which runs whatever is posted, on this thread, until nothing is left
  // CHECK-NEXT: [[#@LINE-12]]:45: note: in 'drain': the call of 'run'
  co_return sum + co_await load(3);
}

mini::task<int> helpers_that_wait_for_nothing(mini::event_loop &loop) {
  loop.post([&loop] { drain(loop); });
  auto later = [] { return load_now(1); };
  co_return co_await load(1);
}

int main() { return load_both(); }

// A program that starts itself anew from within.
mini::task<int> serve(bool again);
static int start_again() { return mini::sync_wait(serve(false)); }
mini::task<int> serve(bool again) {
  if (again)
    co_return start_again();
  // CHECK: [[#@LINE-1]]:15: warning: the call of 'start_again' in a coroutine waits for a task, and blocks the thread that it may need: it comes to the call of 'sync_wait'
  // CHECK: [[#@LINE-5]]:35: note: in 'start_again': the call of 'sync_wait'
  co_return 0;
}
int not_in_a_coroutine() { return mini::sync_wait(serve(true)) + start_again(); }
