// Templates that nobody in this unit makes anything of, as headers have them.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO

#include <any/task.h>
#include <unistd.h>

task<int> load(int id);
void settle() { sleep(1); }

template <class Call> task<int> retry(Call call) {
  for (int i = 0; i != 3; ++i)
    if (co_await call(i))
      co_return i;
  sleep(1);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep' blocks the coroutine's thread
  co_return -1;
}
template <class T> task<T> passed_on(T value) {
  settle();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'settle' blocks the coroutine's thread
  co_return value;
}
template <class T> class Cache {
  T value_;

public:
  task<T> value() {
    sleep(1);
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep' blocks the coroutine's thread
    co_return value_;
  }
};

// Somebody else's thread may sleep, and nobody knows whose scheduler's it is.
template <class Scheduler> task<int> moves(Scheduler &scheduler) {
  co_await scheduler.schedule();
  sleep(1);
  co_return 1;
}

// An argument decides, and the one that is given says no.
template <bool Waits> task<int> either() {
  if constexpr (Waits)
    sleep(1);
  else
    co_await load(1);
  co_return 1;
}
task<int> does_not_wait() { co_return co_await either<false>(); }

template <bool Waits> task<int> other() {
  if constexpr (Waits)
    sleep(1);
  // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep' blocks the coroutine's thread
  co_return co_await load(1);
}
task<int> waits() { co_return co_await other<true>(); }
