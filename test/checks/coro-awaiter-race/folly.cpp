// RUN: %lint %s
#include <coroutine>
#include <folly/Executor.h>
#include <folly/coro/Task.h>

struct OnAnExecutor {
  folly::Executor *executor;
  int tries = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    executor->add([handle] { handle.resume(); });
    ++tries;
    // CHECK: [[#@LINE-1]]:7: warning: 'tries' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
  }
  void await_resume() {}
};
