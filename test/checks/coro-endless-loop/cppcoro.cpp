// RUN: %lint %s
#include <cppcoro/task.hpp>
#include <atomic>

struct Stream {
  bool ready = false;
  cppcoro::task<int> step();

  cppcoro::task<int> waits() {
    while (!ready) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'ready' and lets nobody run who could change it [coro-endless-loop]
    }
    co_return 1;
  }
  cppcoro::task<int> waits_and_suspends() {
    while (!ready)
      co_await step();
    co_return 1;
  }
};
