// RUN: %lint %s
// A task that waits for itself is a nested run as well; a future that is no task
// is not.
#include <condition_variable>
#include <coroutine>
#include <mutex>

template <class T> struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();

  void wait() {
    std::unique_lock lock(guard);
    changed.wait(lock, [this] { return done; });
  }
  T wait_and_get() {
    wait();
    return value();
  }
  T value();
  std::mutex guard;
  std::condition_variable changed;
  bool done = false;
};

struct event {
  std::mutex guard;
  std::condition_variable changed;
  void wait() {
    std::unique_lock lock(guard);
    changed.wait(lock);
  }
};

job<int> load();

job<int> waits() {
  int n = load().wait_and_get();
  // CHECK: [[#@LINE-1]]:11: warning: the call of 'wait_and_get' in a coroutine waits for a task, and blocks the thread that it may need: it comes to the call of 'wait'{{.*}}[coro-nested-run]
  co_return n + load().value();
}

job<int> waits_for_something_else(event &set) {
  set.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread{{.*}}[coro-blocking-call]
  co_return co_await load();
}
