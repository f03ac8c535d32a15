// RUN: %lint %s
#include <coroutine>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <thread>

// A thread beside the reactor.
struct Alien {
  int done = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    std::thread([handle] { handle.resume(); }).detach();
    ++done;
    // CHECK: [[#@LINE-1]]:7: warning: 'done' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
  }
  void await_resume() {}
};
struct AlienAtLast {
  int done = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    ++done;
    std::thread([handle] { handle.resume(); }).detach();
  }
  void await_resume() {}
};
seastar::future<> elsewhere() {
  co_await Alien();
  co_await AlienAtLast();
}
