// RUN: %lint %s
#include <async_simple/coro/Collect.h>
#include <async_simple/coro/Dispatch.h>
#include <async_simple/coro/FutureAwaiter.h>
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <async_simple/coro/Semaphore.h>
#include <async_simple/coro/Sleep.h>
#include <async_simple/coro/SyncAwait.h>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using async_simple::Executor;
using async_simple::Future;
using async_simple::coro::BinarySemaphore;
using async_simple::coro::Lazy;
using async_simple::coro::Mutex;

Lazy<> save(std::string row);
Lazy<int> load(int id);
Future<int> running(int id);

Lazy<> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
Lazy<> a_task_awaited() { co_await save("started"); }
Lazy<int> a_task_returned() { return load(1); }

Lazy<> a_task_discarded_in_writing() {
  (void)load(1);
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'load' is not awaited
  co_return;
}
Lazy<> a_result_discarded_in_writing() { (void)co_await load(1); }

Lazy<> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  co_return;
}
Lazy<int> a_task_awaited_by_name() {
  auto row = load(1);
  co_return co_await std::move(row);
}

Lazy<int> a_task_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
Lazy<int> a_task_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

// An executor is chosen, nothing is started.
Lazy<> a_task_on_an_executor_discarded(Executor *pool) {
  load(1).via(pool);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'via' is not awaited, so it never runs
  co_return;
}
void a_task_on_an_executor_detached(Executor *pool) { load(1).via(pool).detach(); }

Lazy<> a_task_without_throwing_discarded() {
  load(1).coAwaitTry();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'coAwaitTry' is not awaited, so it never runs
  co_return;
}
Lazy<> a_task_without_throwing_awaited() {
  auto row = co_await load(1).coAwaitTry();
  if (row.hasError())
    co_await save("failed");
}

// Whoever gives a callback does not wait.
void a_task_started_with_a_callback(Executor *pool) {
  load(1).start([](auto &&) {});
  load(1).directlyStart([](auto &&) {}, pool);
  auto row = load(2);
  std::move(row).start([](auto &&) {});
}

Lazy<> tasks_gathered_and_discarded() {
  collectAll(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'collectAll' is not awaited, so it never runs
  collectAny(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'collectAny' is not awaited, so it never runs
  co_return;
}
Lazy<> tasks_gathered_and_awaited(std::vector<Lazy<int>> all) {
  auto [a, b] = co_await collectAll(load(1), load(2));
  auto rows = co_await async_simple::coro::collectAll(std::move(all));
  auto first = co_await collectAny(load(1), load(2));
}

Lazy<> a_lock_discarded(Mutex &mutex) {
  mutex.coLock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'coLock' is not awaited, so it never runs
  auto lock = mutex.coScopedLock();
  // CHECK: [[#@LINE-1]]:15: warning: the operation in 'lock' is never awaited, so it never runs
  co_return;
}
Lazy<> a_lock_awaited(Mutex &mutex) {
  co_await mutex.coLock();
  mutex.unlock();
  auto lock = co_await mutex.coScopedLock();
}

// It has the look of a plain function.
Lazy<> a_release_discarded(BinarySemaphore &semaphore) {
  co_await semaphore.acquire();
  semaphore.release();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'release' is not awaited, so it never runs
}
Lazy<> a_release_awaited(BinarySemaphore &semaphore) {
  co_await semaphore.acquire();
  co_await semaphore.release();
}

Lazy<> a_hop_discarded(Executor *pool) {
  async_simple::coro::dispatch(pool);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'dispatch' is not awaited, so it never runs
  async_simple::coro::sleep(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'sleep' is not awaited, so it never runs
  co_return;
}
Lazy<> a_hop_awaited(Executor *pool) {
  co_await async_simple::coro::dispatch(pool);
  co_await async_simple::coro::sleep(10ms);
}

// A future runs either way; dropping it gives the work away.
Lazy<> a_future_discarded() {
  running(1);
  auto kept = running(2);
  running(3).setContinuation([](auto &&) {});
  co_await running(4);
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
int waited_for_in_a_plain_function() { return async_simple::coro::syncAwait(load(1)); }
