// RUN: %lint %s
#include <atomic>
#include <coroutine>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <thread>
#include <vector>

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
  // CHECK: [[#@LINE-1]]:3: warning: 'started' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
}
cppcoro::task<int> waits() { co_return co_await InAThread{1}; }

// --- what whoever resumes waits for is held until the end

struct Ring {
  cppcoro::async_mutex mutex;
  std::atomic<struct Taking *> waiting{nullptr};
};
struct Taking {
  Ring &ring;
  Taking *next = nullptr;
  std::coroutine_handle<> waiter;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    waiter = handle;
    next = ring.waiting.exchange(this);
    ring.mutex.unlock();
  }
  void await_resume() {}
};
struct TakingTooLate {
  cppcoro::async_mutex &mutex;
  std::atomic<TakingTooLate *> &waiting;
  TakingTooLate *next = nullptr;
  std::coroutine_handle<> waiter;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    waiter = handle;
    next = waiting.exchange(this);
    // CHECK: [[#@LINE-1]]:5: warning: 'next' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter
  }
  void await_resume() {}
};
struct TakingAfterwards {
  cppcoro::async_mutex &mutex;
  std::vector<std::coroutine_handle<>> &waiting;
  bool waits = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    waiting.push_back(handle);
    mutex.unlock();
    waits = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'waits' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter
  }
  void await_resume() {}
};
