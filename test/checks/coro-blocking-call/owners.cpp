// RUN: %lint %s
// The end of an owner is the end of what it owns.
#include <memory>
#include <mini/task.h>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

struct worker {
  std::thread runs;
  ~worker() { runs.join(); }
};
struct quiet {
  ~quiet() {}
};
struct base {
  virtual ~base();
};

std::unique_ptr<worker> hire();
void keep(std::unique_ptr<worker> one);
void give(std::vector<std::unique_ptr<worker>> &to);

struct office {
  std::vector<std::unique_ptr<worker>> all;
  std::optional<quiet> room;
};

mini::task<> behind_a_pointer() {
  auto one = hire();
  // CHECK: [[#@LINE-1]]:8: warning: the end of 'one' blocks the coroutine's thread: it comes to the call of 'join'
  co_return;
}

mini::task<> in_a_container() {
  std::vector<std::unique_ptr<worker>> all;
  // CHECK: [[#@LINE-1]]:40: warning: the end of 'all' blocks the coroutine's thread
  give(all);
  co_return;
}

mini::task<> member_of_a_member() {
  office ours;
  // CHECK: [[#@LINE-1]]:10: warning: the end of 'ours' blocks the coroutine's thread
  co_return;
}

mini::task<> given_away() {
  auto one = hire();
  keep(std::move(one));
  co_return;
}

mini::task<std::unique_ptr<worker>> given_back() {
  auto one = hire();
  co_return one;
}

mini::task<> nothing_to_wait_for(std::unique_ptr<base> of_any_kind) {
  std::optional<quiet> one;
  auto mine = std::move(of_any_kind);
  co_return;
}
