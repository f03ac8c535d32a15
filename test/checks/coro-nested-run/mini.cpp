// RUN: %lint %s
#include <mini/coro.h>

mini::task<int> load(int id);
mini::task<> save(int row);

mini::task<int> waits_for_a_task() {
  mini::sync_wait(save(1));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sync_wait' in a coroutine waits for a task, and blocks the thread that it may need: it parks the thread until the task is done [coro-nested-run]
  co_return mini::sync_wait(load(1)) + 1;
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine
}

mini::task<> runs_the_loop(mini::event_loop &loop) {
  co_await save(1);
  loop.run();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run' in a coroutine runs an event loop, and does so inside the one that runs the coroutine

}

mini::eager<int> in_an_eager_task() {
  co_return mini::sync_wait(load(1));
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine
}

mini::task<> in_a_coroutine_lambda(mini::event_loop &loop) {
  auto body = [&]() -> mini::task<> {
    co_await save(1);
    loop.run();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'run' in a coroutine

  };
  co_await body();
}
