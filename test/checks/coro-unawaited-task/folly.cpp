// RUN: %lint %s
#include <chrono>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Baton.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using folly::coro::co_withExecutor;

folly::coro::Task<> save(std::string row);
folly::coro::Task<int> load(int id);
folly::Future<int> fetch(int id);

folly::coro::Task<> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
folly::coro::Task<> a_task_awaited() { co_await save("started"); }
folly::coro::Task<int> a_task_returned() { return load(1); }

folly::coro::Task<> a_task_discarded_in_writing() {
  (void)save("started");
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'save' is not awaited
  co_return;
}
folly::coro::Task<> a_result_discarded_in_writing() { (void)co_await load(1); }

folly::coro::Task<> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs [coro-unawaited-task]
  co_return;
}
folly::coro::Task<int> a_task_moved_into_its_await() {
  auto row = load(1);
  co_return co_await std::move(row);
}

folly::coro::Task<int> a_task_dropped_by_an_early_return(bool cached) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs [coro-unawaited-task]
  if (cached)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
folly::coro::Task<int> a_task_awaited_on_both_paths(bool cached) {
  auto row = load(1);
  if (cached)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

// An executor alone starts nothing.
folly::coro::Task<> a_task_with_executor_discarded(folly::Executor *executor) {
  co_withExecutor(executor, save("started"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_withExecutor' is not awaited
  co_withExecutor(folly::getGlobalCPUExecutor(), save("started"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_withExecutor' is not awaited
  co_return;
}
folly::coro::Task<> a_task_with_executor_awaited(folly::Executor *executor) {
  co_await co_withExecutor(executor, save("started"));
}
void a_task_with_executor_started(folly::Executor *executor) {
  co_withExecutor(executor, save("started")).start();
  co_withExecutor(executor, load(1)).start([](folly::Try<int> &&) {});
  auto row = co_withExecutor(executor, load(1)).start();
}

void a_task_with_executor_never_mentioned_again(folly::Executor *executor) {
  auto row = co_withExecutor(executor, load(1));
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited
}
void a_task_with_executor_started_by_name(folly::Executor *executor) {
  auto row = co_withExecutor(executor, load(1));
  std::move(row).start();
}

void a_task_scheduled_and_discarded(folly::Executor *executor) { save("started").scheduleOn(executor); }
// CHECK: [[#@LINE-1]]:66: warning: the task of 'scheduleOn' is not awaited
void a_task_scheduled_and_started(folly::Executor *executor) { save("started").scheduleOn(executor).start(); }
folly::Future<int> a_task_made_a_future(folly::Executor *executor) {
  return load(1).semi().via(executor).thenValue([](int row) { return row + 1; });
}

folly::coro::Task<> tasks_gathered_and_discarded(std::vector<folly::coro::Task<int>> all) {
  folly::coro::collectAll(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'collectAll' is not awaited
  folly::coro::collectAllTry(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'collectAllTry' is not awaited
  folly::coro::collectAllRange(std::move(all));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'collectAllRange' is not awaited
  folly::coro::collectAny(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'collectAny' is not awaited
  co_return;
}
folly::coro::Task<> tasks_gathered_and_awaited(std::vector<folly::coro::Task<int>> all) {
  auto [a, b] = co_await folly::coro::collectAll(load(1), load(2));
  auto tries = co_await folly::coro::collectAllTry(load(1), load(2));
  auto rows = co_await folly::coro::collectAllRange(std::move(all));
  auto [which, first] = co_await folly::coro::collectAny(load(1), load(2));
}

folly::coro::Task<> a_lock_discarded(folly::coro::Mutex &mutex) {
  mutex.co_lock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'co_lock' is not awaited
  mutex.co_scoped_lock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'co_scoped_lock' is not awaited
  co_return;
}
folly::coro::Task<> a_lock_awaited(folly::coro::Mutex &mutex) {
  co_await mutex.co_lock();
  mutex.unlock();
  auto lock = co_await mutex.co_scoped_lock();
}

folly::coro::Task<> a_lock_kept_but_not_taken(folly::coro::Mutex &mutex) {
  auto lock = mutex.co_scoped_lock();
  // CHECK: [[#@LINE-1]]:15: warning: the operation in 'lock' is never awaited
  co_return;
}
folly::coro::Task<> a_lock_tried(folly::coro::Mutex &mutex) {
  if (mutex.try_lock())
    mutex.unlock();
  co_return;
}

folly::coro::Task<> a_sleep_discarded() {
  folly::coro::sleep(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'sleep' is not awaited
  co_return;
}
folly::coro::Task<> a_sleep_awaited() { co_await folly::coro::sleep(10ms); }

folly::coro::Task<> a_try_awaited() { auto row = co_await folly::coro::co_awaitTry(load(1)); }

// What is added to a scope runs; the scope is joined later.
folly::coro::Task<> a_task_added_to_a_scope(folly::coro::AsyncScope &scope, folly::Executor *executor) {
  scope.add(co_withExecutor(executor, save("started")));
  auto row = save("kept");
  scope.add(co_withExecutor(executor, std::move(row)));
  co_await scope.joinAsync();
}
folly::coro::Task<> a_scope_not_joined(folly::coro::AsyncScope &scope, folly::Executor *executor) {
  scope.add(co_withExecutor(executor, save("started")));
  scope.joinAsync();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'joinAsync' is not awaited
  co_return;
}
folly::coro::Task<> a_task_scheduled_in_a_scope_and_discarded(folly::coro::CancellableAsyncScope &scope) {
  scope.co_schedule(save("started"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_schedule' is not awaited
  co_return;
}
folly::coro::Task<> a_task_scheduled_in_a_scope_and_awaited(folly::coro::CancellableAsyncScope &scope) {
  co_await scope.co_schedule(save("started"));
  co_await scope.cancelAndJoinAsync();
}

// A Future runs whether it is awaited or not, but its error ends with it.
folly::coro::Task<> a_future_discarded() {
  fetch(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'fetch' is not awaited, so its error is lost [coro-unawaited-task]
  co_return;
}
folly::coro::Task<> a_future_discarded_in_writing() {
  (void)fetch(1);
  co_return;
}
folly::coro::Task<> a_future_awaited() {
  co_await fetch(1);
  auto row = fetch(2);
  co_await std::move(row);
}
folly::coro::Task<> a_future_never_mentioned_again() {
  auto row = fetch(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost [coro-unawaited-task]
  co_return;
}
int a_future_continued() {
  auto row = fetch(2).thenValue([](int id) { return fetch(id); });
  return std::move(row).get();
}

folly::coro::Task<> a_baton_awaited(folly::coro::Baton &baton) { co_await baton; }
folly::coro::Task<> an_executor_awaited() {
  auto *executor = co_await folly::coro::co_current_executor;
  co_await folly::coro::co_reschedule_on_current_executor;
  folly::coro::co_current_executor;
}

void a_task_discarded_in_a_plain_function() { save("started"); }
// CHECK: [[#@LINE-1]]:47: warning: the task of 'save' is not awaited
void a_task_started_in_a_plain_function() {
  co_withExecutor(folly::getGlobalCPUExecutor(), save("started")).start();
}
int a_task_waited_for_in_a_plain_function() { return folly::coro::blockingWait(load(1)); }
