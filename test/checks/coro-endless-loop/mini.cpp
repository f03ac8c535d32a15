// Loops that wait without a suspension point, on the task types of many
// libraries.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO
// RUN: %lint %s -- -DON_SEASTAR

#include <any/task.h>
#include <atomic>
#include <chrono>
#include <mutex>
#include <vector>

task<int> load(int id);
void post(void (*run)());
bool attempt();
void use(int value);
inline void relax() {}
using clock_type = std::chrono::steady_clock;

class Stream {
  bool ready_ = false;
  std::atomic<bool> done_{false};
  std::atomic_flag busy_;
  std::mutex mutex_;
  std::vector<int> rows_;
  bool is_ready() const { return ready_; }

public:
  task<int> waits_for_a_flag() {
    while (!ready_) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'ready_' and lets nobody run who could change it [coro-endless-loop]
    }
    co_return 1;
  }
  task<int> waits_for_a_flag_and_suspends() {
    while (!ready_)
      co_await load(1);
    co_return 1;
  }
  task<int> waits_behind_a_function() {
    while (!is_ready())
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'ready_'
      relax();
    co_return 1;
  }
  task<int> waits_for_rows() {
    while (rows_.empty())
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'rows_'
      ;
    co_return rows_.front();
  }
  task<int> works_on_rows() {
    while (!rows_.empty()) {
      use(rows_.back());
      rows_.pop_back();
    }
    co_return 1;
  }

  task<int> waits_for_an_atomic() {
    while (!done_.load()) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'done_' and holds the thread until another one changes it
    }
    co_return 1;
  }
  task<int> waits_for_an_atomic_inside() {
    for (;;) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'done_'
      if (done_)
        break;
    }
    co_return 1;
  }
  task<int> exchanges_an_atomic(std::atomic<int> &count) {
    int now = count.load();
    while (!count.compare_exchange_weak(now, now + 1))
      ;
    co_return now;
  }

  task<int> tries_a_lock() {
    while (!mutex_.try_lock())
      // CHECK: [[#@LINE-1]]:5: warning: this loop tries 'mutex_' until it is free, and holds the thread meanwhile
      ;
    mutex_.unlock();
    co_return 1;
  }
  task<int> tries_a_flag() {
    while (busy_.test_and_set()) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop tries 'busy_'
    }
    busy_.clear();
    co_return 1;
  }
  task<int> tries_a_lock_once() {
    if (mutex_.try_lock())
      mutex_.unlock();
    co_return 1;
  }
};

task<int> waits_for_the_clock(clock_type::time_point until) {
  while (clock_type::now() < until) {
    // CHECK: [[#@LINE-1]]:3: warning: this loop holds the thread until a moment has come
  }
  co_return 1;
}
task<int> tries_until_a_moment(clock_type::time_point until) {
  while (clock_type::now() < until) {
    // CHECK: [[#@LINE-1]]:3: remark: this loop holds the thread until a moment has come
    if (attempt())
      co_return 1;
  }
  co_return 0;
}
task<int> tries_until_a_moment_and_suspends(clock_type::time_point until) {
  while (clock_type::now() < until)
    if (co_await load(1))
      co_return 1;
  co_return 0;
}

task<int> counts() {
  int sum = 0;
  for (int i = 0; i < 2000; ++i)
    // CHECK: [[#@LINE-1]]:3: remark: this loop makes 2000000 rounds without a suspension point
    for (int j = 0; j != 1000; ++j)
      sum += i * j;
  co_return sum;
}
task<int> counts_less() {
  int sum = 0;
  for (int i = 0; i < 2000; ++i)
    sum += i;
  for (int i = 0; i < 2000000; ++i)
    if (i % 1000 == 0)
      sum += co_await load(i);
  co_return sum;
}
