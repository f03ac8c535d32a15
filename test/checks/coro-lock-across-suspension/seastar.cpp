// RUN: %lint %s
#include <mutex>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/coroutine/maybe_yield.hh>

seastar::future<int> load(int id);

seastar::future<int> over_an_await(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  // CHECK: [[#@LINE-1]]:19: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended, so whoever wants it on this thread waits for ever [coro-lock-across-suspension]
  co_return co_await load(1);
}
seastar::future<> over_a_yield(std::mutex &mutex) {
  std::unique_lock lock(mutex);
  // CHECK: [[#@LINE-1]]:20: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended
  co_await seastar::coroutine::maybe_yield();
}
seastar::future<int> given_back_first(std::mutex &mutex, int &last) {
  {
    std::lock_guard lock(mutex);
    ++last;
  }
  co_return co_await load(1);
}

// Coroutines wait for units, threads don't.
seastar::future<int> over_units(seastar::semaphore &free) {
  auto units = co_await seastar::get_units(free, 1);
  co_return co_await load(1);
}
seastar::future<int> over_units_by_hand(seastar::semaphore &free) {
  co_await free.wait();
  int row = co_await load(1);
  free.signal();
  co_return row;
}
