// Tasks in data members: reported as the option says.
// RUN: %lint %s --option=coro-unawaited-task.Members=warning
// RUN: %lint %s --option=coro-unawaited-task.Members=off --prefix=OFF
// OFF-NOT: {{.}}
#include <mini/coro.h>
#include <utility>
#include <vector>

mini::task<int> load(int id);
mini::eager<> start();

class Forgetful {
public:
  explicit Forgetful(int id) : first(load(id)) {
    // CHECK: [[#@LINE-1]]:38: warning: the task in the member 'first' is never awaited, so it never runs [coro-unawaited-task]
    second = load(id + 1);
    // CHECK: [[#@LINE-1]]:14: warning: the task in the member 'second' is never awaited
    rest.push_back(load(id + 2));
    // CHECK: [[#@LINE-1]]:20: warning: the task in the member 'rest' is never awaited
  }
  bool isBusy() const { return !rest.empty(); }

private:
  mini::task<int> first;
  mini::task<int> second = load(0);
  // CHECK: [[#@LINE-1]]:28: warning: the task in the member 'second' is never awaited
  std::vector<mini::task<int>> rest;
  mini::eager<> running = start();
  // CHECK: [[#@LINE-1]]:27: warning: the task in the member 'running' is never awaited, so its error is lost
};

class Careful {
public:
  explicit Careful(int id) : first(load(id)) { rest.push_back(load(id)); }
  mini::task<int> stop() {
    int sum = co_await first;
    for (auto &one : rest)
      sum += co_await one; // NOLINT(coro-await-in-loop): this is about who awaits it
    co_return sum;
  }
  mini::eager<> release() { return std::move(running); }

private:
  mini::task<int> first;
  std::vector<mini::task<int>> rest;
  mini::eager<> running = start();
};

// Another translation unit may await it.
class NotAllOfItIsHere {
public:
  NotAllOfItIsHere() : first(load(1)) {}
  mini::task<int> stop();

private:
  mini::task<int> first;
};

// Anybody may.
struct Open {
  mini::task<int> first = load(1);
};
