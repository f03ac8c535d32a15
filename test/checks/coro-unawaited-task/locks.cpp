// RUN: %lint %s
// Who does not await a lock operation holds no lock, whatever its class does.
#include <coroutine>
#include <cppcoro/async_mutex.hpp>
#include <mini/task.h>
#include <utility>

namespace own {
class mutex;
class lock_operation {
public:
  explicit lock_operation(mutex &of);
  lock_operation(const lock_operation &);
  ~lock_operation();
  bool await_ready() noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
class mutex {
public:
  lock_operation lock();
  lock_operation size();
  void unlock();
};
struct permit {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume() noexcept;
};
struct semaphore {
  permit acquire();
  void release();
};
struct queue {
  permit acquire_next();
};
} // namespace own

void work();

mini::task<> never_held(cppcoro::async_mutex &of) {
  auto guard = of.scoped_lock_async();
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'guard' is never awaited, so it never runs
  work();
  co_return;
}

mini::task<> held(cppcoro::async_mutex &of) {
  auto guard = co_await of.scoped_lock_async();
  work();
  auto later = of.lock_async();
  co_await later;
  of.unlock();
}

mini::task<> never_held_of_an_own_one(own::mutex &of) {
  auto taken = of.lock();
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'taken' is never awaited, so it never runs
  work();
  of.unlock();
  co_return;
}

mini::task<> as_a_statement(own::mutex &of, own::semaphore &permits) {
  of.lock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'lock' is not awaited, so it never runs
  permits.acquire();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'acquire' is not awaited, so it never runs
  work();
  permits.release();
  of.unlock();
  co_return;
}

mini::task<> held_of_an_own_one(own::mutex &of, own::semaphore &permits) {
  co_await of.lock();
  int left = co_await permits.acquire();
  auto second = permits.acquire();
  left += co_await std::move(second);
  work();
  permits.release();
  of.unlock();
}

// What these do is not known: no lock is in sight.
mini::task<> something_else(own::mutex &of, own::queue &from) {
  of.size();
  from.acquire_next();
  co_return;
}

// Guards are kept so, and these are none yet.
mini::task<> in_a_block_of_its_own(cppcoro::async_mutex &of, own::mutex &other) {
  {
    auto guard = of.scoped_lock_async();
    // CHECK: [[#@LINE-1]]:18: warning: the operation in 'guard' is never awaited, so it never runs
    work();
  }
  [[maybe_unused]] auto taken = other.lock();
  // CHECK: [[#@LINE-1]]:33: warning: the operation in 'taken' is never awaited, so it never runs
  work();
  other.unlock();
  co_return;
}

namespace own {
class scoped_lock {
public:
  scoped_lock(scoped_lock &&) noexcept;
  ~scoped_lock();
};
class block {
public:
  ~block();
};
template <class T> struct waiting {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume() noexcept;
};
struct gate {
  waiting<scoped_lock> scoped_lock() noexcept;
};
struct chain {
  waiting<block> next_block() noexcept;
};
} // namespace own

mini::task<> given_back_by_its_end(own::gate &of) {
  auto guard = of.scoped_lock();
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'guard' is never awaited, so it never runs
  work();
  co_return;
}
mini::task<> in_the_head_of_an_if(own::gate &of, bool open) {
  if (auto guard = of.scoped_lock(); open)
    // CHECK: [[#@LINE-1]]:20: warning: the operation in 'guard' is never awaited, so it never runs
    work();
  co_return;
}
mini::task<> held_until_its_end(own::gate &of, cppcoro::async_mutex &other) {
  auto later = of.scoped_lock();
  [[maybe_unused]] auto guard = co_await later;
  {
    auto inner = co_await other.scoped_lock_async();
    work();
  }
}
mini::task<> no_lock_at_all(own::chain &of) {
  [[maybe_unused]] auto next = of.next_block();
  co_return;
}
