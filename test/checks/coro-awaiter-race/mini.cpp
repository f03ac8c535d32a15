// Awaiters that are used after the coroutine may have been resumed.
// RUN: %lint %s
#include <atomic>
#include <functional>
#include <mini/coro.h>
#include <mutex>
#include <thread>
#include <vector>

void post(std::function<void()> run);
bool try_post(std::function<void()> run);
struct Timer;
Timer *make_timer(void (*fire)(void *), void *with);
void start(Timer *timer, int delay);

struct Ready {
  bool await_ready() const { return false; }
  void await_resume() const {}
};

struct WritesAfter : Ready {
  bool started = false;
  void await_suspend(std::coroutine_handle<> handle) {
    post([handle] { handle.resume(); });
    started = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'started' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
};
struct OnAThread : Ready {
  bool started = false;
  void await_suspend(std::coroutine_handle<> handle) {
    std::thread([handle] { handle.resume(); }).detach();
    started = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'started' is used after the coroutine's handle was handed out
  }
};
struct ByAFunctionObject : Ready {
  std::function<void(std::function<void()>)> run;
  bool started = false;
  void await_suspend(std::coroutine_handle<> handle) {
    run([handle] { handle.resume(); });
    started = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'started' is used after the coroutine's handle was handed out
  }
};
struct Job {
  explicit Job(std::function<void()> run);
};
struct OnlyMakesIt : Ready {
  bool started = false;
  void await_suspend(std::coroutine_handle<> handle) {
    Job job([handle] { handle.resume(); });
    started = true;
    (void)job;
  }
};
struct WaitsForTheThread : Ready {
  bool started = false;
  void await_suspend(std::coroutine_handle<> handle) {
    std::thread asks([handle] { (void)handle.done(); });
    asks.join();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'join' blocks the coroutine's thread
    started = true;
  }
};
struct WritesBefore : Ready {
  bool started = false;
  void await_suspend(std::coroutine_handle<> handle) {
    started = true;
    post([handle] { handle.resume(); });
  }
};

struct HandsItselfOut : Ready {
  std::coroutine_handle<> waiting;
  int tries = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    waiting = handle;
    post([this] { waiting.resume(); });
    ++tries;
    // CHECK: [[#@LINE-1]]:7: warning: 'tries' is used after
  }
};
struct UsesLocalsAfter : Ready {
  std::atomic<int> &waiting;
  void await_suspend(std::coroutine_handle<> handle) {
    auto &count = waiting;
    post([handle] { handle.resume(); });
    ++count;
  }
};

struct StoresItInAnAtomic : Ready {
  std::atomic<void *> &slot;
  int tries = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    slot.store(handle.address());
    tries = 1;
    // CHECK: [[#@LINE-1]]:5: warning: 'tries' is used after
  }
};
struct ComparesAnAtomic : Ready {
  std::atomic<void *> &slot;
  int tries = 0;
  bool await_suspend(std::coroutine_handle<> handle) {
    void *empty = nullptr;
    if (slot.compare_exchange_strong(empty, handle.address()))
      return true;
    tries = 1;
    return false;
  }
};

// A call that is given what the first one made sets it going.
struct StartsATimer : Ready {
  int delay = 0;
  bool late = false;
  Timer *timer = nullptr;
  static void fire(void *with);
  void await_suspend(std::coroutine_handle<>) {
    timer = make_timer(&fire, this);
    start(timer, delay);
    late = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'late' is used after
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
};
struct StartsATimerLast : Ready {
  int delay = 0;
  Timer *timer = nullptr;
  static void fire(void *with);
  void await_suspend(std::coroutine_handle<>) {
    timer = make_timer(&fire, this);
    start(timer, delay);
  }
};

struct MayFail : Ready {
  bool failed = false;
  bool await_suspend(std::coroutine_handle<> handle) {
    if (try_post([handle] { handle.resume(); }))
      return true;
    failed = true;
    return false;
  }
};
struct UnderALock : Ready {
  std::mutex &mutex;
  int waiting = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    std::lock_guard lock(mutex);
    post([handle] { handle.resume(); });
    ++waiting;
  }
};

struct ByReference : Ready {
  void await_suspend(std::coroutine_handle<> handle) {
    post([&handle] { handle.resume(); });
    // CHECK: [[#@LINE-1]]:10: warning: this lambda has 'handle' by reference, which is gone when await_suspend returns
    std::thread([&] { handle.resume(); }).detach();
    // CHECK: [[#@LINE-1]]:17: warning: this lambda has 'handle' by reference
    std::thread([=] { handle.resume(); }).detach();
  }
};

// --- resume(), and then the object

struct Operation {
  std::coroutine_handle<> waiting;
  int pending = 0;
  void complete() {
    waiting.resume();
    --pending;
    // CHECK: [[#@LINE-1]]:7: warning: 'pending' is used after a coroutine was resumed, which may have ended this object
    // CHECK: [[#@LINE-3]]:5: note: it is resumed here
  }
  void complete_last() {
    --pending;
    waiting.resume();
  }
};
// It owns the coroutine, which can't end it.
struct Owner {
  std::coroutine_handle<> mine;
  int steps = 0;
  void step() {
    mine.resume();
    ++steps;
  }
  ~Owner() { mine.destroy(); }
};

struct Watcher {
  void begin(int count);
};
void connect(Watcher *sender, std::function<void()> run);
struct WatchesAndWrites : Ready {
  int count = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    auto *watcher = new Watcher;
    connect(watcher, [handle] { handle.resume(); });
    watcher->begin(count);
    ++count;
    // CHECK: [[#@LINE-1]]:7: warning: 'count' is used after the coroutine's handle was handed out
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
};
struct WatchesAnother : Ready {
  Watcher *watcher;
  int count = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    connect(watcher, [handle] { handle.resume(); });
    watcher->begin(3);
    // CHECK: [[#@LINE-1]]:5: warning: 'watcher' is used after the coroutine's handle was handed out
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
};
