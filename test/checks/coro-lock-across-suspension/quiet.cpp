// RUN: %lint %s
// What looks like a lock over a suspension, and is none.
#include <atomic>
#include <functional>
#include <mini/coro.h>
#include <mutex>
#include <vector>

mini::task<int> load(int id);

class AsyncMutex {
public:
  struct Waiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  Waiter lock_async();
  void lock();
  void unlock();
};

// A lock that coroutines wait for may be held, whatever guard holds it.
mini::task<int> an_async_mutex(AsyncMutex &mutex) {
  co_await mutex.lock_async();
  std::unique_lock lock(mutex, std::adopt_lock);
  co_return co_await load(1);
}

mini::task<int> by_hand(AsyncMutex &mutex) {
  co_await mutex.lock_async();
  int value = co_await load(1);
  mutex.unlock();
  co_return value;
}

struct NoMutex {
  void lock() {}
  void unlock() {}
};
mini::task<int> a_mutex_that_does_nothing(NoMutex &mutex) {
  std::lock_guard lock(mutex);
  co_return co_await load(1);
}

struct Door {
  void lock();
  void unlock();
};
// A class that has these members may be anything.
mini::task<int> what_is_called_lock(Door &door) {
  door.lock();
  int value = co_await load(1);
  door.unlock();
  co_return value;
}

// The coroutine is another one.
int a_plain_function_around_a_coroutine(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  auto job = []() -> mini::task<int> { co_return co_await load(1); };
  return mini::sync_wait(job());
}
mini::task<int> a_lambda_that_locks(std::mutex &mutex, std::vector<int> &rows) {
  auto add = [&](int row) {
    std::lock_guard lock(mutex);
    rows.push_back(row);
  };
  add(co_await load(1));
  co_return co_await load(2);
}

// Such an await never suspends.
mini::task<int> an_await_that_goes_on(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  co_await std::suspend_never{};
  co_return 1;
}

// A lambda may unlock what it has by reference.
mini::task<int> unlocked_by_a_lambda(std::mutex &mutex) {
  std::unique_lock lock(mutex);
  auto finish = [&] { lock.unlock(); };
  finish();
  co_return co_await load(1);
}
void release(std::unique_lock<std::mutex> &lock);
mini::task<int> unlocked_by_a_function(std::mutex &mutex) {
  std::unique_lock lock(mutex);
  release(lock);
  co_return co_await load(1);
}

mini::task<int> adopted_in_a_block(std::mutex &mutex) {
  mutex.lock();
  {
    std::lock_guard lock(mutex, std::adopt_lock);
  }
  co_return co_await load(1);
}

class Session {
  std::mutex mutex_;
  std::unique_lock<std::mutex> kept_; // not locked yet

public:
  explicit Session(int) {}
  mini::task<int> run() { co_return co_await load(1); }
};
// An object that may lock later on.
mini::task<int> an_object_with_a_lock() {
  Session session(1);
  co_return co_await session.run();
}

// A list without a lock: whoever loses the race tries again, and nobody waits.
struct Node {
  Node *next;
};
struct Stack {
  std::atomic<Node *> top{nullptr};
  void push(Node *node) {
    Node *old = top.load();
    do
      node->next = old;
    while (!top.compare_exchange_weak(old, node));
  }
};
mini::task<int> pushed_without_a_lock(Stack &stack, Node *node) {
  stack.push(node);
  co_return co_await load(1);
}

// The awaiter has the guard by reference, and unlocks it when it suspends.
struct UnlocksWhenSuspended {
  UnlocksWhenSuspended(std::unique_lock<std::mutex> &lock) : lock(lock) {}
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { lock.unlock(); }
  void await_resume() {}
  std::unique_lock<std::mutex> &lock;
};

mini::task<> lends_its_guard(std::mutex &m) {
  std::unique_lock lock(m);
  co_await UnlocksWhenSuspended(lock);
}
