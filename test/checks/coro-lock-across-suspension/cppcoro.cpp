// RUN: %lint %s
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <mutex>

cppcoro::task<int> load(int id);

cppcoro::task<int> to_a_pool(std::mutex &mutex,
                             cppcoro::static_thread_pool &pool) {
  std::unique_lock lock(mutex);
  // CHECK: [[#@LINE-1]]:20: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended, and is unlocked on another thread [coro-lock-across-suspension]
  co_await pool.schedule();
  co_return 1;
}
cppcoro::task<int> on_a_pool(std::mutex &mutex,
                             cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  std::unique_lock lock(mutex);
  co_return 1;
}

cppcoro::generator<int> rows(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  // CHECK: [[#@LINE-1]]:19: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended, for as long as its caller likes
  // CHECK: [[#@LINE+1]]:3: note: it is suspended by this co_yield
  co_yield 1;
}
cppcoro::generator<int> rows_that_are_copied(std::mutex &mutex, int &row) {
  int copy = 0;
  {
    std::lock_guard lock(mutex);
    copy = row;
  }
  co_yield copy;
}

// Locks that coroutines wait for.
cppcoro::task<int> scoped(cppcoro::async_mutex &mutex) {
  auto lock = co_await mutex.scoped_lock_async();
  co_return co_await load(1);
}
cppcoro::task<int> by_hand(cppcoro::async_mutex &mutex) {
  co_await mutex.lock_async();
  int row = co_await load(1);
  mutex.unlock();
  co_return row;
}
cppcoro::task<int> adopted(cppcoro::async_mutex &mutex) {
  co_await mutex.lock_async();
  cppcoro::async_mutex_lock lock(mutex, std::adopt_lock);
  co_return co_await load(1);
}
