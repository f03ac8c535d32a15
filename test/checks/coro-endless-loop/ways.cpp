// Loops that suspend, but not on every way round; and tests in the loop's body.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO
// RUN: %lint %s -- -DON_SEASTAR

#include <any/task.h>
#include <atomic>
#include <chrono>
#include <deque>
#include <future>
#include <mutex>

task<int> load(int id);
task<int> pause_a_bit();
void use(int value);
using clock_type = std::chrono::steady_clock;

class Sender {
  std::deque<int> rows_;
  bool stop_ = false;
  std::atomic<bool> paused_{false};
  std::mutex mutex_;
  std::future<int> answer_;

public:
  void add(int row) { rows_.push_back(row); }

  // --- not on every way

  task<int> skips_the_await() {
    while (!stop_) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'rows_' and lets nobody run who could change it [coro-endless-loop]
      // CHECK: [[#@LINE+1]]:11: note: it goes round without a suspension point by this
      if (rows_.empty())
        continue;
      co_await load(rows_.front());
      rows_.pop_front();
    }
    co_return 1;
  }
  task<int> has_all_behind_a_test() {
    for (;;) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'rows_' and lets nobody run who could change it
      // CHECK: [[#@LINE+3]]:11: note: it goes round without a suspension point by this
      if (stop_)
        break;
      if (!rows_.empty()) {
        int row = rows_.front();
        rows_.pop_front();
        co_await load(row);
      }
    }
    co_return 1;
  }
  task<int> skips_while_paused() {
    while (!stop_) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'paused_' and holds the thread until another one changes it
      // CHECK: [[#@LINE+1]]:11: note: it goes round without a suspension point by this
      if (paused_) {
        continue;
      }
      co_await load(1);
    }
    co_return 1;
  }
  task<int> suspends_on_both_ways() {
    while (!stop_) {
      if (rows_.empty()) {
        co_await pause_a_bit();
        continue;
      }
      int row = rows_.front();
      rows_.pop_front();
      co_await load(row);
    }
    co_return 1;
  }
  task<int> suspends_before() {
    while (!stop_) {
      co_await pause_a_bit();
      if (rows_.empty())
        continue;
      rows_.pop_front();
    }
    co_return 1;
  }
  task<int> suspends_in_the_condition() {
    while (co_await load(1) != 0) {
      if (rows_.empty())
        continue;
      rows_.pop_front();
    }
    co_return 1;
  }
  task<int> takes_something_first() {
    while (!rows_.empty()) {
      int row = rows_.front();
      rows_.pop_front();
      if (paused_)
        continue;
      co_await load(row);
    }
    co_return 1;
  }
  task<int> works_on_the_other_way() {
    while (!stop_) {
      if (!rows_.empty())
        co_await load(1);
      stop_ = rows_.size() < 2;
    }
    co_return 1;
  }
  // The loop has asked already.
  task<int> asks_twice() {
    while (!rows_.empty()) {
      if (!rows_.empty()) {
        co_await load(rows_.front());
        rows_.pop_front();
      }
    }
    co_return 1;
  }
  task<int> asks_of_its_own(int id) {
    bool first = true;
    while (!stop_) {
      if (first) {
        first = co_await load(id) != 0;
      }
    }
    co_return 1;
  }
  task<int> counts() {
    for (int i = 0; i < 10; ++i) {
      if (rows_.empty())
        continue;
      co_await load(i);
    }
    co_return 1;
  }

  // --- tests in the body

  task<int> asks_under_a_lock() {
    while (true) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'rows_' and holds the thread until another one changes it
      std::lock_guard lock(mutex_);
      if (!rows_.empty())
        break;
    }
    co_return 1;
  }
  task<int> asks_two_things() {
    while (true) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'stop_' and lets nobody run who could change it
      if (stop_)
        co_return 0;
      if (rows_.size() >= 3)
        break;
    }
    co_return 1;
  }
  task<int> asks_the_clock() {
    auto start = clock_type::now();
    while (rows_.empty()) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'rows_' and lets nobody run who could change it
      if (clock_type::now() - start > std::chrono::seconds(5))
        co_return 0;
    }
    co_return 1;
  }
  task<int> asks_a_future() {
    while (answer_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'answer_' and holds the thread until another one changes it
    }
    co_return 1;
  }
  task<int> works_beside_the_test() {
    while (true) {
      if (rows_.size() >= 3)
        break;
      rows_.push_back(1);
    }
    co_return 1;
  }
  task<int> works_under_a_lock() {
    while (true) {
      std::lock_guard lock(mutex_);
      if (rows_.empty())
        break;
      use(rows_.front());
      rows_.pop_front();
    }
    co_return 1;
  }
};
