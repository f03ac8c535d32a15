// RUN: %lint %s
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>

struct Stream {
  bool ready = false;
  seastar::future<int> step();

  seastar::future<int> waits() {
    while (!ready) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'ready' and lets nobody run who could change it [coro-endless-loop]
    }
    co_return 1;
  }
  seastar::future<int> waits_and_yields() {
    while (!ready)
      co_await seastar::coroutine::maybe_yield();
    co_return 1;
  }
  seastar::future<int> waits_and_suspends() {
    while (!ready)
      co_await step();
    co_return 1;
  }
};
