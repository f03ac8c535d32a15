// Lambdas that are done when the call is: they may have the handle by reference.
// RUN: %lint %s
#include <algorithm>
#include <coroutine>
#include <deque>
#include <folly/Synchronized.h>
#include <functional>
#include <mutex>
#include <vector>

struct Ready {
  bool await_ready() const { return false; }
  void await_resume() const {}
};
using Handles = std::deque<std::coroutine_handle<>>;

template <class F> void guarded(std::mutex &mutex, F run) {
  std::lock_guard lock(mutex);
  run();
}
template <class F> void guarded_twice(std::mutex &mutex, F &&run) {
  guarded(mutex, run);
  guarded(mutex, std::forward<F>(run));
}
void each(const std::vector<int> &all, const std::function<void(int)> &run) {
  for (int one : all)
    run(one);
}
std::function<void()> kept;
template <class F> void keep(F run) { kept = run; }
template <class F> void keep_and_run(F run) {
  run();
  kept = [run] { run(); };
}

struct IsDone : Ready {
  std::mutex &mutex;
  Handles &waiting;
  std::vector<int> numbers;
  int tries = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    guarded(mutex, [&] { waiting.push_back(handle); });
    guarded_twice(mutex, [&] { waiting.push_back(handle); });
    each(numbers, [&](int) { waiting.push_back(handle); });
    std::for_each(numbers.begin(), numbers.end(), [&](int) { waiting.push_back(handle); });
    ++tries;
  }
};
struct InFolly : Ready {
  folly::Synchronized<Handles> &waiting;
  void await_suspend(std::coroutine_handle<> handle) {
    waiting.withWLock([&](Handles &all) { all.push_back(handle); });
  }
};
struct IsKept : Ready {
  Handles &waiting;
  void await_suspend(std::coroutine_handle<> handle) {
    keep([&] { handle.resume(); });
    // CHECK: [[#@LINE-1]]:10: warning: this lambda has 'handle' by reference, which is gone when await_suspend returns [coro-awaiter-race]
    keep_and_run([&] { handle.resume(); });
    // CHECK: [[#@LINE-1]]:18: warning: this lambda has 'handle' by reference
  }
};

// Whoever gets no more than a number of the awaiter resumes nobody.
struct Timers {
  void start(unsigned &number, std::function<void()> run);
  void cancel(unsigned number);
};
Timers &timers();
struct Stop {
  explicit Stop(std::function<void()> run);
};
void on_stop(std::function<void()> run);
struct CancelsByNumber : Ready {
  Timers &own;
  unsigned number = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    on_stop([this] { timers().cancel(number); });
    on_stop([this] { own.cancel(number); });
    timers().start(number, [handle] { handle.resume(); });
  }
};
struct Wakes : Ready {
  std::coroutine_handle<> waiting;
  unsigned number = 0;
  void wake() { waiting.resume(); }
  void await_suspend(std::coroutine_handle<> handle) {
    waiting = handle;
    on_stop([this] { wake(); });
    ++number;
    // CHECK: [[#@LINE-1]]:7: warning: 'number' is used after
  }
};
