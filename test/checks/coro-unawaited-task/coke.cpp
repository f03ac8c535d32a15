// RUN: %lint %s
#include <chrono>
#include <coke/coke.h>
#include <string>
#include <thread>
#include <utility>
#include <vector>
#include <workflow/WFFacilities.h>

using namespace std::chrono_literals;

coke::Task<int> load(int id);
coke::Task<> save(std::string row);
coke::Task<int> show(const std::string &row);

coke::Task<> tasks_dropped() {
  save("row");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  coke::sleep(1s);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'sleep' is not awaited, so it never runs
  co_await save("other");
}
coke::Task<> tasks_let_go(int id) {
  coke::detach(save("row"));
  save("row").detach();
  auto row = load(1);
  co_await std::move(row);
  auto later = coke::create_future(load(2));
  co_await later.wait();
  later.get();
  co_await coke::make_task([id]() -> coke::Task<int> { co_return co_await load(id); });
}
coke::Task<int> dropped_on_one_path(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}

coke::Task<int> waits(WFFuture<int> &future, WFFacilities::WaitGroup &all) {
  int sum = coke::sync_wait(load(1));
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine waits for a task, and blocks the thread that it may need: it parks the thread until the task is done [coro-nested-run]
  auto both = coke::sync_wait(load(2), load(3));
  // CHECK: [[#@LINE-1]]:15: warning: the call of 'sync_wait' in a coroutine waits for a task
  std::this_thread::sleep_for(1s);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await coke::sleep(d)
  WFFacilities::usleep(100);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'usleep' blocks the coroutine's thread
  all.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until all are done or the time is over
  sum += future.get();
  // CHECK: [[#@LINE-1]]:10: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there
  // CHECK: [[#@LINE-2]]:10: note: what can be awaited instead: co_await future.wait()
  co_return sum + co_await load(4);
}
coke::Task<int> waits_elsewhere(WFFuture<int> &future) {
  co_await coke::switch_go_thread();
  co_return future.get() + co_await load(1);
}
coke::Task<int> goes_on_where_it_was_computed(WFFuture<int> &future) {
  int one = co_await coke::go([] { return 1; });
  co_return one + future.get();
}
coke::Task<int> asks_first(WFFuture<int> &future) {
  while (future.wait_for(0s) != std::future_status::ready)
    co_await coke::sleep(0.1);
  co_return future.get();
}

struct tick : coke::AwaiterBase {
  void await_resume();
};
coke::Task<int> count(int of) {
  co_await tick{};
  co_return of;
}
coke::Task<int> one_after_another() {
  int one = co_await count(1);
  // CHECK: [[#@LINE-1]]:13: warning: these 2 awaits are independent
  int two = co_await count(2);
  // CHECK: [[#@LINE-1]]:13: note: this one need not wait
  // CHECK: [[#@LINE-4]]:13: note: they can be awaited together with 'coke::async_wait' of <coke/wait.h>; on an error, the program is terminated
  co_return one + two;
}
coke::Task<int> together() {
  std::vector<int> both = co_await coke::async_wait(count(1), count(2));
  co_return both[0] + both[1];
}

coke::Task<int> in_a_sync_operation() {
  coke::SyncGuard guard(true);
  // CHECK: [[#@LINE-1]]:19: warning: 'guard' still changes its thread while the coroutine is suspended, so others run under it, and it may end on another thread [coro-lock-across-suspension]
  co_return co_await load(1);
}
// A condition frees the lock while it waits.
coke::Task<int> until_told(coke::Condition &condition, std::mutex &mutex) {
  std::unique_lock<std::mutex> lock(mutex);
  co_return co_await condition.wait(lock);
}
coke::Task<int> under_a_lock(coke::Mutex &mutex) {
  coke::UniqueLock<coke::Mutex> lock(mutex);
  co_await lock.lock();
  co_return co_await load(1);
}

int main() { return coke::sync_wait(load(1)); }
