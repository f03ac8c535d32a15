// RUN: %lint %s
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <mutex>

folly::coro::Task<int> load(int id);

folly::coro::Task<int> over_an_await(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  // CHECK: [[#@LINE-1]]:19: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended, so whoever wants it on this thread waits for ever [coro-lock-across-suspension]
  co_return co_await load(1);
}

// Guards of the standard library over a lock that coroutines wait for.
folly::coro::Task<int> scoped(folly::coro::Mutex &mutex) {
  auto lock = co_await mutex.co_scoped_lock();
  co_return co_await load(1);
}
folly::coro::Task<int> adopted(folly::coro::Mutex &mutex) {
  co_await mutex.co_lock();
  std::unique_lock<folly::coro::Mutex> lock(mutex, std::adopt_lock);
  co_return co_await load(1);
}
folly::coro::Task<int> by_hand(folly::coro::Mutex &mutex) {
  co_await mutex.co_lock();
  int row = co_await load(1);
  mutex.unlock();
  co_return row;
}
