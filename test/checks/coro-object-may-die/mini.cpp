// RUN: %lint %s
#include <memory>
#include <mini/coro.h>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// What begins at once and is let go.
struct Session : std::enable_shared_from_this<Session> {
  int count = 0;
  std::vector<mini::eager<void>> running;

  mini::eager<void> reader() {
    co_await tick{};
    ++count;
  }
  mini::task<void> later() {
    co_await tick{};
    ++count;
  }
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() {
    runs_on();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'runs_on' is suspended: nothing of the coroutine keeps it [coro-object-may-die]
    // CHECK: [[#@LINE-5]]:7: note: it is used here, behind a suspension
  }
  mini::task<void> awaits() {
    co_await later();
    co_await reader();
  }
  void has_it() { running.push_back(reader()); }
};
struct Plain {
  int count = 0;
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() { runs_on(); }
};
