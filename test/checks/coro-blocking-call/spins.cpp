// RUN: %lint %s
// A loop that gives up its time slice again and again waits like any other.
#include <atomic>
#include <mini/task.h>
#include <sched.h>
#include <thread>

mini::task<bool> try_again();

mini::task<> until_it_is_set(std::atomic<bool> &set) {
  while (!set)
    std::this_thread::yield();
  // CHECK: [[#@LINE-1]]:5: warning: the call of 'yield' blocks the coroutine's thread: it gives up no more than a time slice, again and again in a loop
  co_return;
}

struct lock {
  std::atomic<bool> taken;
  void take() {
    do {
      if (!taken.exchange(true))
        return;
      sched_yield();
    } while (true);
  }
  void polite() { std::this_thread::yield(); }
};

mini::task<> in_a_helper(lock &one) {
  one.take();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'take' blocks the coroutine's thread: it comes to the call of 'sched_yield'
  one.polite();
  std::this_thread::yield();
  co_return;
}

mini::task<> awaits_between() {
  while (!co_await try_again())
    std::this_thread::yield();
}
