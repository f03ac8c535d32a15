// What a C interface is given is a function and a pointer; what a timer gives
// is a number.
// RUN: %lint %s
#include <atomic>
#include <functional>
#include <mini/coro.h>
#include <optional>

void on_signal(int number, void (*call)(void *), void *with);
void visit(int number, void (*call)(int));
unsigned run_later(int delay, std::function<void()> run);
struct Stop {
  explicit Stop(std::function<void()> run);
};

struct Ready {
  bool await_ready() const { return false; }
  void await_resume() const {}
};

struct Signal : Ready {
  std::coroutine_handle<> waiting;
  std::atomic<int> state{0};
  void await_suspend(std::coroutine_handle<> handle) {
    waiting = handle;
    on_signal(1, [](void *p) { static_cast<Signal *>(p)->waiting(); }, this);
    state.store(1);
    // CHECK: [[#@LINE-1]]:5: warning: 'state' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
};
struct SignalLast : Ready {
  std::coroutine_handle<> waiting;
  std::atomic<int> state{0};
  void await_suspend(std::coroutine_handle<> handle) {
    waiting = handle;
    state.store(1);
    on_signal(1, [](void *p) { static_cast<SignalLast *>(p)->waiting(); },
              this);
  }
};
// The function is given nothing to resume.
struct Visits : Ready {
  std::coroutine_handle<> waiting;
  int visited = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    waiting = handle;
    visit(1, [](int) {});
    ++visited;
  }
};

struct Delay : Ready {
  unsigned timer = 0;
  std::optional<Stop> stop;
  void await_suspend(std::coroutine_handle<> handle) {
    timer = run_later(1, [handle] { handle.resume(); });
    stop.emplace([handle] { handle.resume(); });
    // CHECK: [[#@LINE-1]]:5: warning: 'stop' is used after the coroutine's handle was handed out
    // CHECK: [[#@LINE-3]]:13: note: it is handed out here
  }
};
struct DelayLast : Ready {
  unsigned timer = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    timer = run_later(1, [handle] { handle.resume(); });
  }
};
