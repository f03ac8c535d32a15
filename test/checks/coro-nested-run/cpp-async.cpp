// RUN: %lint %s
#include <async/awaitable_get.h>
#include <async/task.h>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

async::task<int> load(int id);
async::task<void> save(int row);

async::task<int> waits(async::event_signal &changed) {
  int one = async::awaitable_get(load(1));
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'awaitable_get' in a coroutine waits for a task, and blocks the thread that it may need: it parks the thread until the result is there [coro-nested-run]
  auto row = load(2);
  one += async::awaitable_get(std::move(row));
  // CHECK: [[#@LINE-1]]:10: warning: the call of 'awaitable_get' in a coroutine waits for a task
  changed.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until somebody sets it [coro-blocking-call]
  changed.wait_for(1s);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait_for' blocks the coroutine's thread: it parks the thread until somebody sets it or the time is over
  co_return one;
}
async::task<int> awaits(async::event_signal &changed) {
  int one = co_await load(1);
  auto row = load(2);
  one += co_await std::move(row);
  if (!changed.wait_for(0s))
    changed.set();
  co_return one;
}

async::task<void> drops() {
  save(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so its error is lost [coro-unawaited-task]
  co_await save(2);
}

int main() { return async::awaitable_get(load(1)); }
