// Ways to let another thread have the handle: threads that a member keeps,
// atomics, queues under a lock.
// RUN: %lint %s
#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

struct Ready {
  bool await_ready() const { return false; }
  void await_resume() const {}
};

// --- threads

struct KeepsTheThread : Ready {
  std::jthread thread;
  void await_suspend(std::coroutine_handle<> handle) {
    thread = std::jthread([handle] { handle.resume(); });
    // CHECK: [[#@LINE-1]]:5: warning: 'thread' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
    // CHECK: [[#@LINE-2]]:14: note: it is handed out here
  }
};
struct KeepsTheFuture : Ready {
  std::future<void> done;
  int result = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    done = std::async(std::launch::async, [this, handle] {
      // CHECK: [[#@LINE-1]]:5: warning: 'done' is used after the coroutine's handle was handed out
      result = 1;
      handle.resume();
    });
  }
};
struct RunsLater : Ready {
  std::future<void> done;
  void await_suspend(std::coroutine_handle<> handle) {
    done = std::async(std::launch::deferred, [handle] { handle.resume(); });
  }
};
struct KeepsItOutside : Ready {
  std::jthread &thread;
  void await_suspend(std::coroutine_handle<> handle) {
    std::jthread &to = thread;
    to = std::jthread([handle] { handle.resume(); });
  }
};
struct WaitsForTheThread : Ready {
  std::thread thread;
  int answers = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    thread = std::thread([this, handle] { answers = handle.done(); });
    thread.join();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'join' blocks the coroutine's thread
  }
};

// --- atomics

struct LinksAfter : Ready {
  std::atomic<LinksAfter *> &head;
  LinksAfter *next = nullptr;
  void await_suspend(std::coroutine_handle<>) {
    next = head.exchange(this, std::memory_order_acq_rel);
    // CHECK: [[#@LINE-1]]:5: warning: 'next' is used after the coroutine's handle was handed out
  }
};
struct LinksByAName : Ready {
  std::atomic<void *> &head;
  LinksByAName *next = nullptr;
  std::coroutine_handle<> waiting;
  void await_suspend(std::coroutine_handle<> handle) {
    void *old = head.exchange(this);
    next = static_cast<LinksByAName *>(old);
    // CHECK: [[#@LINE-1]]:5: warning: 'next' is used after the coroutine's handle was handed out
    waiting = handle;
  }
};
// It may have been over before: nobody resumes then.
struct AsksWhatWasThere : Ready {
  std::atomic<void *> &head;
  void *over;
  int result = 0;
  bool await_suspend(std::coroutine_handle<>) {
    void *old = head.exchange(this);
    if (old == over) {
      result = 1;
      return false;
    }
    return true;
  }
};
// Others find it by way of the one before, which learns of it last.
struct InLine : Ready {
  std::atomic<InLine *> &tail;
  std::atomic<InLine *> next{nullptr};
  int place = 0;
  void await_suspend(std::coroutine_handle<>) {
    InLine *old = tail.exchange(this);
    place = 1;
    old->next.store(this);
  }
};
struct LinksBefore : Ready {
  std::atomic<LinksBefore *> &head;
  LinksBefore *next = nullptr;
  void await_suspend(std::coroutine_handle<>) {
    next = head.load();
    while (!head.compare_exchange_weak(next, this)) {
    }
  }
};

// --- queues

struct Pool {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::coroutine_handle<>> queue;
  void run(std::coroutine_handle<> handle) {
    {
      std::lock_guard lock(mutex);
      queue.push_back(handle);
    }
    wake.notify_one();
  }
  void only_keep(std::coroutine_handle<> handle) {
    std::lock_guard lock(mutex);
    queue.push_back(handle);
  }
  void count(int more) {
    std::lock_guard lock(mutex);
    wake.notify_one();
    counted += more;
  }
  int counted = 0;
};
struct OnThePool : Ready {
  Pool &pool;
  bool moved = false;
  void await_suspend(std::coroutine_handle<> handle) {
    pool.run(handle);
    moved = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'moved' is used after the coroutine's handle was handed out
  }
};
struct OnThePoolLast : Ready {
  Pool &pool;
  bool moved = false;
  void await_suspend(std::coroutine_handle<> handle) {
    moved = true;
    pool.run(handle);
  }
};
// Whoever looks for it takes the same lock, and does not have to be told.
struct OnlyKept : Ready {
  Pool &pool;
  bool moved = false;
  void await_suspend(std::coroutine_handle<> handle) {
    pool.only_keep(handle);
    pool.count(1);
    // CHECK: [[#@LINE-1]]:5: warning: 'pool' is used after the coroutine's handle was handed out
    moved = true;
  }
};
struct OnlyCounted : Ready {
  Pool &pool;
  bool moved = false;
  void await_suspend(std::coroutine_handle<> handle) {
    pool.count(1);
    moved = true;
    pool.only_keep(handle);
  }
};

struct BehindTheLock : Ready {
  std::mutex &mutex;
  std::deque<BehindTheLock *> &waiting;
  int spins = 0;
  void await_suspend(std::coroutine_handle<>) {
    {
      std::lock_guard lock(mutex);
      waiting.push_back(this);
      ++spins;
    }
    ++spins;
    // CHECK: [[#@LINE-1]]:7: warning: 'spins' is used after the coroutine's handle was handed out
    // CHECK: [[#@LINE-5]]:7: note: it is handed out here
  }
};
struct AfterUnlocking : Ready {
  std::mutex &mutex;
  std::deque<std::coroutine_handle<>> &waiting;
  bool waits = false;
  void await_suspend(std::coroutine_handle<> handle) {
    std::unique_lock lock(mutex);
    waiting.push_back(handle);
    lock.unlock();
    waits = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'waits' is used after the coroutine's handle was handed out
  }
};
struct WhileLocked : Ready {
  std::mutex &mutex;
  std::deque<std::coroutine_handle<>> &waiting;
  bool waits = false;
  bool is_over = false;
  bool await_suspend(std::coroutine_handle<> handle) {
    std::unique_lock lock(mutex);
    if (is_over) {
      lock.unlock();
      waits = false;
      return false;
    }
    waiting.push_back(handle);
    waits = true;
    lock.unlock();
    return true;
  }
};
struct LocksAgain : Ready {
  std::mutex &mutex;
  std::deque<std::coroutine_handle<>> &waiting;
  bool waits = false;
  void await_suspend(std::coroutine_handle<> handle) {
    std::unique_lock lock(mutex);
    waiting.push_back(handle);
    lock.unlock();
    std::this_thread::yield();
    lock.lock();
    waits = true;
  }
};
// A list of its own is nobody else's.
struct KeepsItItself : Ready {
  std::mutex &mutex;
  std::deque<std::coroutine_handle<>> mine;
  int count = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    {
      std::lock_guard lock(mutex);
      mine.push_back(handle);
    }
    ++count;
  }
};

// A thread that an optional is given runs at once; what else is only made does
// not.
struct InAnOptional {
  std::optional<std::thread> thread;
  int started = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    thread.emplace([handle] { handle.resume(); });
    started = 1;
    // CHECK: [[#@LINE-1]]:5: warning: 'started' is used after the coroutine's handle was handed out
  }
  void await_resume() {}
};
