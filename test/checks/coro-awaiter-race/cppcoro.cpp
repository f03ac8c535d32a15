// RUN: %lint %s
#include <coroutine>
#include <cppcoro/task.hpp>
#include <thread>

struct InAThread {
  int id;
  bool started = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle);
  int await_resume() { return id; }
};
void run(void (*resume)(void *), void *with);
void resume(void *with) {
  std::coroutine_handle<>::from_address(with).resume();
}

void InAThread::await_suspend(std::coroutine_handle<> handle) {
  run(&resume, handle.address());
  started = true;
  // CHECK: [[#@LINE-1]]:3: remark: 'started' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
}
cppcoro::task<int> waits() { co_return co_await InAThread{1}; }
