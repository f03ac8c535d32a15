// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
#include <coroutine>
#include <cstdio>
#include <exception>
#include <functional>
#include <thread>
#include <utility>

struct Job {
  struct promise_type {
    std::coroutine_handle<> continuation;
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        return ending.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    Job get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
// FIXED:        return ending.promise().continuation ? ending.promise().continuation : std::noop_coroutine();

struct Resumes {
  struct promise_type {
    std::coroutine_handle<> continuation;
    struct Final {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        ending.promise().continuation.resume();
      }
      void await_resume() noexcept {}
    };
    Resumes get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
// FIXED:        if (ending.promise().continuation)
// FIXED:          ending.promise().continuation.resume();

/// One thread that runs what it is given.
class Pool {
  std::thread worker;

public:
  void post(std::function<void()> work) {
    worker = std::thread(std::move(work));
  }
  ~Pool() {
    if (worker.joinable())
      worker.join();
  }
};

struct Elsewhere {
  Pool &pool;
  bool started = false;
  int rounds = 0;
  bool await_ready() { return false; }
  void await_resume() {}
  void await_suspend(std::coroutine_handle<> handle) {
    pool.post([handle] { handle.resume(); });
    started = true;
    std::puts("posted");
    ++rounds;
    std::puts("done");
  }
};
// FIXED:    started = true;
// FIXED:    std::puts("posted");
// FIXED:    ++rounds;
// FIXED:    pool.post([handle] { handle.resume(); });
// FIXED:    std::puts("done");

// Nobody knows to which of the two the comment belongs.
struct Commented : Elsewhere {
  void await_suspend(std::coroutine_handle<> handle) {
    pool.post([handle] { handle.resume(); });
    // From here on it runs.
    started = true;
  }
};
// FIXED:    pool.post([handle] { handle.resume(); });
// FIXED:    // From here on it runs.
// FIXED:    started = true;

struct ByName {
  Pool &pool;
  bool await_ready() { return false; }
  void await_resume() {}
  void await_suspend(std::coroutine_handle<> handle) {
    pool.post([&handle] { handle.resume(); });
  }
};
// FIXED:    pool.post([handle] { handle.resume(); });
struct ByDefault : ByName {
  void await_suspend(std::coroutine_handle<> handle) {
    pool.post([&] { handle.resume(); });
  }
};
// FIXED:    pool.post([&, handle] { handle.resume(); });

struct Waiter {
  std::coroutine_handle<> handle;
  Waiter *next = nullptr;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { handle = h; }
  void await_resume() {}
};
void wake(Waiter *waiter) {
  while (waiter) {
    waiter->handle.resume();
    waiter = waiter->next;
  }
}
// FIXED:    auto next = waiter->next;
// FIXED:    waiter->handle.resume();
// FIXED:    waiter = next;
void wake_two(Waiter *waiter) {
  waiter->handle.resume();
  Waiter *other = waiter->next;
  other->handle.resume();
}
// FIXED:  Waiter *other = waiter->next;
// FIXED:  waiter->handle.resume();
// FIXED:  other->handle.resume();

Job waits(Waiter &waiter, int number) {
  co_await waiter;
  std::printf("%d goes on\n", number);
}
Resumes runs(Pool &pool) {
  co_await ByName{pool};
  std::puts("elsewhere");
}
Job hops(Pool &pool) { co_await Elsewhere{pool}; }

int main() {
  Waiter second, first;
  first.next = &second;
  waits(first, 1);
  waits(second, 2);
  wake(&first);
  {
    Pool pool;
    hops(pool);
  }
  Pool pool;
  runs(pool);
}
// RUNS: 1 goes on
// RUNS-NEXT: 2 goes on
// RUNS-NEXT: posted
// RUNS-NEXT: done
// RUNS-NEXT: elsewhere
