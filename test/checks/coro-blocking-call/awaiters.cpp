// RUN: %lint %s
// The parts of an awaiter run on the thread of the coroutine that awaits it.
#include <coroutine>
#include <functional>
#include <mini/task.h>
#include <thread>
#include <unistd.h>

void sleep_a_while() { sleep(1); }

struct paced {
  bool await_ready() {
    sleep(1);
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep' blocks the coroutine's thread
    return true;
  }
  void await_suspend(std::coroutine_handle<> waiting) {
    sleep_a_while();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep_a_while' blocks the coroutine's thread: it comes to the call of 'sleep'
    waiting.resume();
  }
  void await_resume() {}
};

struct on_a_thread {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    std::thread([waiting] {
      sleep(1);
      waiting.resume();
    }).detach();
  }
  // The thread is over.
  void await_resume() { last.join(); }
  std::thread last;
};

struct no_awaiter {
  void wait() { sleep(1); }
};
