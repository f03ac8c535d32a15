// RUN: %lint %s -- -DON_MINI_EAGER
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// Results that go into the parts of a local or of the object, or into a sum.
#include <any/task.h>
#include <string>

struct store {
  task<std::string> title() const;
  task<int> count(int of) const;
  task<int> count_by(const std::string &title) const;
};
struct report {
  std::string title;
  int first = 0, second = 0;
};

task<report> into_a_local(const store &of) {
  report out;
  out.title = co_await of.title();
  // CHECK: [[#@LINE-1]]:15: remark: these 2 awaits look independent, but each starts only when the one before is done
  out.first = co_await of.count(1);
  co_return out;
}

task<report> into_a_local_that_is_read(const store &of) {
  report out;
  out.title = co_await of.title();
  out.first = co_await of.count_by(out.title);
  co_return out;
}

task<void> into_what_others_see(const store &of, report &out) {
  out.title = co_await of.title();
  out.first = co_await of.count(1);
}

task<int> a_sum(const store &of, const store &other) {
  int sum = 0;
  sum += co_await of.count(3);
  // CHECK: [[#@LINE-1]]:10: remark: these 2 awaits look independent
  sum += co_await other.count(3);
  co_return sum;
}

task<int> a_sum_that_is_read(const store &of) {
  int sum = 1;
  sum += co_await of.count(sum);
  sum += co_await of.count(3);
  co_return sum;
}

task<int> no_sum(const store &of) {
  int left = 9;
  left -= co_await of.count(1);
  left /= co_await of.count(2);
  co_return left;
}

struct view {
  store from;
  std::string title;
  int first = 0, second = 0;

  task<int> count_here(int of) const;
  task<std::string> name_here() const;
  void show();

  task<void> load() {
    title = co_await from.title();
    // CHECK: [[#@LINE-1]]:13: remark: these 2 awaits look independent
    first = co_await from.count(1);
  }
  task<void> by_what_was_loaded() {
    title = co_await from.title();
    first = co_await from.count_by(title);
  }
  task<void> asks_the_object_itself() {
    title = co_await name_here();
    first = co_await count_here(1);
  }
  task<void> shows_it_in_between() {
    title = co_await from.title();
    show();
    first = co_await from.count(1);
  }
};
