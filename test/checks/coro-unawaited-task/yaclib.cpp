// RUN: %lint %s
#include <string>
#include <utility>
#include <vector>
#include <yaclib/async/run.hpp>
#include <yaclib/async/when_all.hpp>
#include <yaclib/coro/await.hpp>
#include <yaclib/coro/future.hpp>
#include <yaclib/coro/mutex.hpp>
#include <yaclib/coro/on.hpp>
#include <yaclib/coro/shared_future.hpp>
#include <yaclib/coro/task.hpp>
#include <yaclib/runtime/fair_thread_pool.hpp>

yaclib::Future<int> save(std::string row);
yaclib::Task<int> load(int id);
yaclib::SharedFuture<int> cached(int id);

// A future runs by itself; what is lost is how it ended.
yaclib::Future<> a_future_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so its error is lost [coro-unawaited-task]
  co_return {};
}
yaclib::Future<> a_future_awaited() {
  co_await save("started");
  co_return {};
}
yaclib::Future<int> a_future_returned() { return save("started"); }
yaclib::Future<> a_future_discarded_in_writing() {
  (void)save("started");
  save("detached").Detach();
  save("detached").DetachInline([](auto &&) {});
  co_return {};
}

yaclib::Future<> a_future_never_mentioned_again() {
  auto row = save("started");
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost
  co_return {};
}
yaclib::Future<int> a_future_awaited_by_name() {
  auto row = save("started");
  co_return co_await std::move(row);
}
yaclib::Future<int> a_future_awaited_where_it_is() {
  auto row = save("started");
  co_await yaclib::Await(row);
  co_return std::move(row).Touch().Ok();
}

yaclib::Future<int> a_future_dropped_by_an_early_return(bool known) {
  auto row = save("started");
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, its error is lost
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
yaclib::Future<int> a_future_awaited_on_both_paths(bool known) {
  auto row = save("started");
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

// A task is lazy; its destructor hands the chain a stop.
yaclib::Future<> a_task_discarded(yaclib::IExecutor &executor) {
  load(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load' is not awaited, so it is cancelled at once [coro-unawaited-task]
  load(2).Then(executor, [](int) {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'Then' is not awaited, so it is cancelled at once
  (void)load(3);
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'load' is not awaited, so it is cancelled at once
  co_return {};
}
yaclib::Future<> a_task_awaited() {
  co_await load(1);
  auto row = load(2);
  co_await std::move(row);
  co_return {};
}
yaclib::Future<> a_task_detached(yaclib::IExecutor &executor) {
  load(1).Detach();
  load(2).Detach(executor);
  auto row = load(3);
  std::move(row).Cancel();
  co_return {};
}

yaclib::Future<> a_task_started_and_discarded() {
  load(1).ToFuture();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'ToFuture' is not awaited, so its error is lost
  co_return {};
}

// Copies of it are held elsewhere.
yaclib::Future<> a_shared_future_discarded() {
  cached(1);
  auto row = cached(2);
  co_return {};
}

// The class is [[nodiscard]]: who does not want the result says Detach.
yaclib::Future<> a_continuation_discarded(yaclib::IExecutor &executor) {
  save("then").Then(executor, [](int) {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'Then' is not awaited, so its error is lost
  save("then").ThenInline([](int) {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'ThenInline' is not awaited, so its error is lost
  co_return {};
}

yaclib::Future<> futures_gathered_and_discarded() {
  yaclib::WhenAll(save("one"), save("two"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'WhenAll' is not awaited, so its error is lost
  co_return {};
}
yaclib::Future<> futures_gathered_and_awaited() {
  std::vector<int> rows = co_await yaclib::WhenAll(save("one"), save("two"));
  co_return {};
}

yaclib::Future<> a_function_run_and_discarded(yaclib::FairThreadPool &pool) {
  yaclib::Run(pool, [] {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'Run' is not awaited, so its error is lost
  co_return {};
}
yaclib::Future<> a_function_run_and_awaited(yaclib::FairThreadPool &pool) {
  co_await yaclib::Run(pool, [] {});
  yaclib::Run(pool, [] {}).Detach();
  co_return {};
}

yaclib::Future<> a_lock_discarded(yaclib::Mutex<> &mutex) {
  mutex.Lock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'Lock' is not awaited, so it never runs
  auto guard = mutex.Guard();
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'guard' is never awaited, so it never runs
  mutex.Unlock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'Unlock' is not awaited, so it never runs
  co_return {};
}
yaclib::Future<> a_lock_awaited(yaclib::Mutex<> &mutex) {
  co_await mutex.Lock();
  co_await mutex.Unlock();
  auto guard = co_await mutex.Guard();
  mutex.UnlockHere();
  co_return {};
}

yaclib::Future<> a_hop_discarded(yaclib::FairThreadPool &pool) {
  yaclib::On(pool);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'On' is not awaited, so it never runs
  co_return {};
}
yaclib::Future<> a_hop_awaited(yaclib::FairThreadPool &pool) {
  co_await yaclib::On(pool);
  co_return {};
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
int waited_for_in_a_plain_function() { return load(1).Get().Ok(); }
