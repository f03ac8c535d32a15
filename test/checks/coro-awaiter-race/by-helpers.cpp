// What functions and loops do with the handle or the awaiter: lists that other
// threads look into, waiters that are set going one by one, a thread's lambda.
// RUN: %lint %s
#include <atomic>
#include <coroutine>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

struct Ready {
  bool await_ready() const { return false; }
  void await_resume() const {}
};

// --- a list without a lock

template <class T> void push(std::atomic<T *> &list, T *node) {
  T *first = list.load();
  do
    node->next = first;
  while (!list.compare_exchange_weak(first, node));
}
struct Loop {
  std::atomic<bool> triggered{false};
  void trigger();
};
struct Scheduled : Ready {
  Loop &loop;
  std::atomic<Scheduled *> &list;
  Scheduled *next = nullptr;
  void await_suspend(std::coroutine_handle<>) {
    push(list, this);
    if (!loop.triggered.exchange(true))
      // CHECK: [[#@LINE-1]]:10: warning: 'loop' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
      // CHECK: [[#@LINE-3]]:5: note: it is handed out here
      loop.trigger();
  }
};
struct ScheduledLast : Ready {
  Loop &loop;
  std::atomic<ScheduledLast *> &list;
  ScheduledLast *next = nullptr;
  void await_suspend(std::coroutine_handle<>) {
    Loop &to = loop;
    push(list, this);
    if (!to.triggered.exchange(true))
      to.trigger();
  }
};

struct Latch {
  std::atomic<int> count{1};
  std::atomic<void *> waiting{nullptr};
  bool is_open() const { return count == 0; }
};
struct AsksAgain : Ready {
  Latch &latch;
  void *next = nullptr;
  bool await_suspend(std::coroutine_handle<>) {
    next = latch.waiting.load();
    while (!latch.waiting.compare_exchange_weak(next, this)) {
    }
    return !latch.is_open();
    // CHECK: [[#@LINE-1]]:13: warning: 'latch' is used after the coroutine's handle was handed out
  }
};
struct AsksInTheLoop : Ready {
  Latch &latch;
  void *next = nullptr;
  bool await_suspend(std::coroutine_handle<>) {
    next = latch.waiting.load();
    do {
      if (latch.is_open())
        return false;
    } while (!latch.waiting.compare_exchange_weak(next, this));
    return true;
  }
};
struct LeavesTheLoop : Ready {
  Latch &latch;
  void *next = nullptr;
  bool await_suspend(std::coroutine_handle<>) {
    next = latch.waiting.load();
    while (!latch.waiting.compare_exchange_weak(next, this))
      if (!next)
        break;
    return latch.is_open();
  }
};
// Whoever resumes counts down as well, and the last one does it.
struct CountsDown : Ready {
  Latch &latch;
  void *next = nullptr;
  std::atomic<int> parties{2};
  bool await_suspend(std::coroutine_handle<>) {
    next = latch.waiting.load();
    while (!latch.waiting.compare_exchange_weak(next, this)) {
    }
    if (latch.is_open())
      next = nullptr;
    return parties.fetch_sub(1) != 1;
  }
};
// Who does not look at what it gives has agreed on nothing.
struct OnlyMarks : Ready {
  Latch &latch;
  void *next = nullptr;
  std::atomic<int> stage{0};
  void await_suspend(std::coroutine_handle<>) {
    next = latch.waiting.load();
    while (!latch.waiting.compare_exchange_weak(next, this)) {
    }
    int before = 0;
    stage.compare_exchange_strong(before, 1);
    // CHECK: [[#@LINE-1]]:5: warning: 'stage' is used after the coroutine's handle was handed out
  }
};

// --- a queue behind two functions

struct Queue {
  std::mutex mutex;
  std::deque<std::coroutine_handle<>> all;
  std::deque<std::coroutine_handle<>> local;
  void add(std::coroutine_handle<> handle) {
    std::lock_guard lock(mutex);
    all.push_back(handle);
  }
  void schedule(std::coroutine_handle<> handle) { add(handle); }
  void later(std::coroutine_handle<> handle) { local.push_back(handle); }
  void wake();
};
struct OnAQueue : Ready {
  Queue *queue;
  void await_suspend(std::coroutine_handle<> handle) {
    queue->schedule(handle);
    queue->wake();
    // CHECK: [[#@LINE-1]]:5: warning: 'queue' is used after the coroutine's handle was handed out
  }
};
struct OnThisThread : Ready {
  Queue *queue;
  void await_suspend(std::coroutine_handle<> handle) {
    queue->later(handle);
    queue->wake();
  }
};

// --- waiters, one by one

struct Waiter : Ready {
  Queue *queue;
  std::coroutine_handle<> handle;
  Waiter *next = nullptr;
  void await_suspend(std::coroutine_handle<> waiting) { handle = waiting; }
  void resume() { handle.resume(); }
  void reschedule() { queue->schedule(handle); }
  void count();
};
void gives_each_away(Queue &queue, Waiter *waiter) {
  while (waiter) {
    queue.schedule(waiter->handle);
    waiter = waiter->next;
    // CHECK: [[#@LINE-1]]:14: warning: 'next' is used after the coroutine that waits there was set going, which may have ended the awaiter [coro-awaiter-race]
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
}
void resumes_each(Waiter *waiter) {
  for (; waiter; waiter = waiter->next)
    waiter->resume();
  // CHECK: [[#@LINE-2]]:27: warning: 'next' is used after the coroutine that waits there was set going
}
void reschedules_each(Waiter *waiter) {
  while (waiter) {
    waiter->reschedule();
    waiter = waiter->next;
    // CHECK: [[#@LINE-1]]:14: warning: 'next' is used after the coroutine that waits there was set going
  }
}
void reads_first(Queue &queue, Waiter *waiter) {
  while (waiter) {
    Waiter *next = waiter->next;
    queue.schedule(waiter->handle);
    waiter = next;
  }
}
void only_counts(Waiter *waiter) {
  for (; waiter; waiter = waiter->next)
    waiter->count();
}
void puts_each_by(Queue &queue, Waiter *waiter) {
  for (; waiter; waiter = waiter->next)
    queue.later(waiter->handle);
}

// --- a thread of its own

struct Threads {
  std::atomic<int> running;
};
struct OnAThread : Ready {
  Threads *threads;
  void await_suspend(std::coroutine_handle<> handle) {
    std::thread([this, handle] {
      handle.resume();
      --threads->running;
      // CHECK: [[#@LINE-1]]:9: warning: 'threads' is used after a coroutine was resumed, which may have ended this object
    }).detach();
  }
};
struct OnAThreadWithACopy : Ready {
  Threads *threads;
  void await_suspend(std::coroutine_handle<> handle) {
    std::thread([this, handle] {
      Threads *of = threads;
      handle.resume();
      --of->running;
    }).detach();
    std::thread([*this, handle] {
      handle.resume();
      --threads->running;
    }).detach();
  }
};
