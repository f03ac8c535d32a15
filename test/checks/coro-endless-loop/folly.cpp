// RUN: %lint %s
#include <folly/coro/Task.h>
#include <atomic>

struct Stream {
  bool ready = false;
  folly::coro::Task<int> step();

  folly::coro::Task<int> waits() {
    while (!ready) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'ready' and lets nobody run who could change it [coro-endless-loop]
    }
    co_return 1;
  }
  folly::coro::Task<int> waits_and_suspends() {
    while (!ready)
      co_await step();
    co_return 1;
  }
};
