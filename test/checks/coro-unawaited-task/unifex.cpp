// RUN: %lint %s
#include <chrono>
#include <string>
#include <unifex/async_mutex.hpp>
#include <unifex/just.hpp>
#include <unifex/scheduler_concepts.hpp>
#include <unifex/spawn_detached.hpp>
#include <unifex/static_thread_pool.hpp>
#include <unifex/sync_wait.hpp>
#include <unifex/task.hpp>
#include <unifex/then.hpp>
#include <unifex/timed_single_thread_context.hpp>
#include <unifex/v2/async_scope.hpp>
#include <unifex/when_all.hpp>
#include <utility>

using namespace std::chrono_literals;

unifex::task<void> save(std::string row);
unifex::task<int> load(int id);
unifex::nothrow_task<int> parse(std::string row);

unifex::task<void> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  parse("row");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'parse' is not awaited, so it never runs
  co_return;
}
unifex::task<void> a_task_awaited() {
  co_await save("started");
  co_await parse("row");
}
unifex::task<int> a_task_returned() { return load(1); }

unifex::task<void> a_task_discarded_in_writing() {
  (void)load(1);
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'load' is not awaited
  co_return;
}
unifex::task<void> a_result_discarded_in_writing() { (void)co_await load(1); }

unifex::task<void> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  co_return;
}
unifex::task<int> a_task_awaited_by_name() {
  auto row = load(1);
  co_return co_await std::move(row);
}

unifex::task<int> a_task_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
unifex::task<int> a_task_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

// A sender describes work; nothing starts it.
unifex::task<void> a_sender_discarded() {
  unifex::then(save("first"), [] {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'then' is not awaited, so it never runs
  save("first") | unifex::then([] {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of '|' is not awaited, so it never runs
  auto kept = unifex::just(1);
  // CHECK: [[#@LINE-1]]:15: warning: the task in 'kept' is never awaited, so it never runs
  co_return;
}
unifex::task<void> a_sender_awaited() {
  co_await unifex::then(save("first"), [] {});
  co_await (save("first") | unifex::then([] {}));
  auto kept = unifex::just(1);
  int row = co_await std::move(kept);
}

unifex::task<void> tasks_gathered_and_discarded() {
  unifex::when_all(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all' is not awaited, so it never runs
  co_return;
}
unifex::task<void> tasks_gathered_and_awaited() {
  auto [a, b] = co_await unifex::when_all(load(1), load(2));
  auto both = unifex::when_all(load(1), save("second"));
  co_await std::move(both);
}

unifex::task<void> a_lock_discarded(unifex::async_mutex &mutex) {
  mutex.async_lock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'async_lock' is not awaited, so it never runs
  co_return;
}
unifex::task<void> a_lock_awaited(unifex::async_mutex &mutex) {
  co_await mutex.async_lock();
  mutex.unlock();
}

unifex::task<void> a_hop_discarded(unifex::static_thread_pool &pool, unifex::timed_single_thread_context &timer) {
  unifex::schedule(pool.get_scheduler());
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'schedule' is not awaited, so it never runs
  unifex::schedule_after(timer.get_scheduler(), 10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'schedule_after' is not awaited, so it never runs
  co_return;
}
unifex::task<void> a_hop_awaited(unifex::static_thread_pool &pool, unifex::timed_single_thread_context &timer) {
  co_await unifex::schedule(pool.get_scheduler());
  co_await unifex::schedule_after(timer.get_scheduler(), 10ms);
}

// What is spawned starts at once; the scope is joined later.
unifex::task<void> a_task_spawned_in_a_scope(unifex::v2::async_scope &scope) {
  unifex::spawn_detached(save("started"), scope);
  auto row = save("kept");
  unifex::spawn_detached(std::move(row), scope);
  co_await scope.join();
}
unifex::task<void> a_task_nested_and_discarded(unifex::v2::async_scope &scope) {
  scope.nest(save("nested"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'nest' is not awaited, so it never runs
  co_return;
}
unifex::task<void> a_task_nested_and_awaited(unifex::v2::async_scope &scope) { co_await scope.nest(save("nested")); }

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
int waited_for_in_a_plain_function() { return *unifex::sync_wait(load(1)); }
