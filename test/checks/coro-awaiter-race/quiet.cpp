// RUN: %lint %s
// Awaiters that are done when the handle goes out.
#include <coroutine>
#include <functional>
#include <optional>
#include <vector>

void post(std::function<void()> run);

struct Transfer {
  std::coroutine_handle<> next;
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
    return next ? next : std::noop_coroutine();
  }
  void await_resume() noexcept {}
};

struct Queue {
  std::vector<std::coroutine_handle<>> waiting;
  int count = 0;
};
// One thread: what waits in a container is resumed by later code.
struct Waits {
  Queue &queue;
  int place = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    queue.waiting.push_back(handle);
    place = ++queue.count;
  }
  void await_resume() {}
};

struct Keeps {
  std::coroutine_handle<> mine;
  bool started = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    mine = handle;
    started = true;
    post([this] { mine.resume(); });
  }
  void await_resume() {}
};

template <class Promise> struct Generator {
  std::coroutine_handle<Promise> mine;
  int steps = 0;
  bool next() {
    mine.resume();
    ++steps;
    return !mine.done();
  }
};

void other_objects(Transfer &transfer, int &count) {
  transfer.next.resume();
  ++count;
}

// Seen in QCoro: what has the handle was made here, and is set going last.
struct Watcher {
  void begin(int count);
};
void connect(Watcher *sender, std::function<void()> run);
struct Watches {
  int count = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    auto *watcher = new Watcher;
    connect(watcher, [watcher, handle] {
      delete watcher;
      handle.resume();
    });
    watcher->begin(count);
  }
  void await_resume() {}
};

// An object that is only made calls nothing yet: the timer is what resumes.
struct Registration {
  Registration(int token, std::function<void()> then);
};
struct Stoppable {
  std::optional<Registration> stop;
  int token = 0, started = 0;
  std::function<void()> cancel;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    stop.emplace(token, [this] { cancel(); });
    started = 1;
    post([handle] { handle.resume(); });
  }
  void await_resume() {}
};
