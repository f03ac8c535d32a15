// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO
// Waits of no time by a pointer to zeros, and futures that wait for nobody else.
#include <any/task.h>
#include <chrono>
#include <future>
#include <memory>
#include <poll.h>
#include <sys/select.h>

using namespace std::chrono_literals;

task<int> asks_once(int descriptor, fd_set set, pollfd one) {
  timeval none{0, 0};
  timespec brief = {};
  int n = ::select(descriptor + 1, &set, nullptr, nullptr, &none);
  n += ::ppoll(&one, 1, &brief, nullptr);
  co_return n;
}

task<int> asks_with_members_set(int descriptor, fd_set set) {
  timeval none;
  none.tv_sec = 0;
  none.tv_usec = 0;
  co_return ::select(descriptor + 1, &set, nullptr, nullptr, &none);
}

task<int> waits_with_a_member_set(int descriptor, fd_set set) {
  timeval some{0, 0};
  some.tv_usec = 2000;
  co_return ::select(descriptor + 1, &set, nullptr, nullptr, &some);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'select' blocks the coroutine's thread
}

task<int> waits_with_half_of_it_set(int descriptor, fd_set set) {
  timeval some;
  some.tv_sec = 0;
  co_return ::select(descriptor + 1, &set, nullptr, nullptr, &some);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'select' blocks the coroutine's thread
}

void later(timeval *by);
task<int> waits_for_what_somebody_says(int descriptor, fd_set set) {
  timeval some{0, 0};
  later(&some);
  co_return ::select(descriptor + 1, &set, nullptr, nullptr, &some);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'select' blocks the coroutine's thread
}

task<int> waits_for_ever(int descriptor, fd_set set) {
  co_return ::select(descriptor + 1, &set, nullptr, nullptr, nullptr);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'select' blocks the coroutine's thread
}

task<int> computes_when_asked() {
  auto sum = std::async(std::launch::deferred, [] { return 3; });
  co_return sum.get() + std::async(std::launch::deferred, [] { return 4; }).get();
}

task<int> computes_elsewhere_or_when_asked() {
  auto sum = std::async(std::launch::async | std::launch::deferred, [] { return 3; });
  co_return sum.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}

task<int> has_kept_its_promise() {
  std::promise<int> given;
  given.set_value(4);
  co_return given.get_future().get();
}

task<int> has_done_its_work() {
  std::packaged_task<int()> work([] { return 1; });
  auto done = work.get_future();
  work();
  co_return done.get();
}

void keep(std::promise<int> &given);
task<int> has_handed_its_promise_on() {
  std::promise<int> given;
  auto kept = given.get_future();
  keep(given);
  co_return kept.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}

struct job {
  std::future<int> result;
  std::future<int> other;

  task<int> asked_before() {
    if (result.wait_for(0s) != std::future_status::ready)
      co_return 0;
    co_return result.get();
  }
  task<int> asked_of_another() {
    if (other.wait_for(0s) != std::future_status::ready)
      co_return 0;
    co_return result.get();
    // CHECK: [[#@LINE-1]]:15: warning: the call of 'get' blocks the coroutine's thread
  }
};
