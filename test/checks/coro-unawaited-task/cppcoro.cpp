// RUN: %lint %s
#include <chrono>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/fmap.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

cppcoro::task<> save(std::string row);
cppcoro::task<int> load(int id);
cppcoro::shared_task<int> cached(int id);
cppcoro::generator<int> numbers();

cppcoro::task<> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
cppcoro::task<> a_task_awaited() { co_await save("started"); }
cppcoro::task<int> a_task_returned() { return load(1); }

cppcoro::task<> a_task_discarded_in_writing() {
  (void)save("started");
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'save' is not awaited
  co_return;
}
cppcoro::task<> a_result_discarded_in_writing() { (void)co_await load(1); }

cppcoro::task<> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs [coro-unawaited-task]
  co_return;
}
cppcoro::task<int> a_task_awaited_by_name() {
  auto row = load(1);
  co_return co_await row;
}

cppcoro::task<int> a_task_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs [coro-unawaited-task]
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}
cppcoro::task<int> a_task_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await row;
}

cppcoro::task<> a_shared_task_discarded() {
  cached(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'cached' is not awaited
  co_return;
}
cppcoro::task<> a_shared_task_never_mentioned_again() {
  auto row = cached(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited
  co_return;
}
cppcoro::task<int> a_shared_task_awaited_twice() {
  auto row = cached(1);
  auto same = row;
  co_return co_await row + co_await same;
}

cppcoro::task<> tasks_gathered_and_discarded() {
  cppcoro::when_all_ready(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all_ready' is not awaited
  co_return;
}
cppcoro::task<> tasks_gathered_and_awaited(std::vector<cppcoro::task<int>> all) {
  auto [a, b] = co_await cppcoro::when_all(load(1), load(2));
  auto results = co_await cppcoro::when_all_ready(load(1), load(2));
  std::vector<int> rows = co_await cppcoro::when_all(std::move(all));
}

cppcoro::task<> a_gathering_never_mentioned_again() {
  auto both = cppcoro::when_all_ready(load(1), load(2));
  // CHECK: [[#@LINE-1]]:15: warning: the task in 'both' is never awaited
  co_return;
}
cppcoro::task<> a_gathering_awaited_by_name() {
  auto both = cppcoro::when_all_ready(load(1), load(2));
  co_await std::move(both);
}

cppcoro::task<> a_lock_discarded(cppcoro::async_mutex &mutex) {
  mutex.lock_async();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'lock_async' is not awaited
  mutex.scoped_lock_async();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'scoped_lock_async' is not awaited
  co_return;
}
cppcoro::task<> a_lock_awaited(cppcoro::async_mutex &mutex) {
  co_await mutex.lock_async();
  mutex.unlock();
  auto lock = co_await mutex.scoped_lock_async();
}

cppcoro::task<> a_lock_kept_but_not_taken(cppcoro::async_mutex &mutex) {
  auto lock = mutex.scoped_lock_async();
  // CHECK: [[#@LINE-1]]:15: warning: the operation in 'lock' is never awaited
  co_return;
}
cppcoro::task<> a_lock_tried(cppcoro::async_mutex &mutex) {
  if (mutex.try_lock())
    mutex.unlock();
  co_return;
}

cppcoro::task<> a_hop_discarded(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  pool.schedule();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'schedule' is not awaited
  io.schedule();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'schedule' is not awaited
  io.schedule_after(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'schedule_after' is not awaited
  co_return;
}
cppcoro::task<> a_hop_awaited(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  co_await pool.schedule();
  co_await io.schedule();
  co_await io.schedule_after(10ms);
}

// What is handed to a scope starts at once; the scope is joined later.
cppcoro::task<> a_task_spawned_in_a_scope(cppcoro::async_scope &scope) {
  scope.spawn(save("started"));
  auto row = save("kept");
  scope.spawn(std::move(row));
  co_await scope.join();
}
cppcoro::task<> a_mapped_task_awaited() {
  auto next = co_await cppcoro::fmap([](int row) { return row + 1; }, load(1));
}

cppcoro::task<> a_task_of_an_awaitable_discarded(cppcoro::io_service &io) {
  cppcoro::make_task(io.schedule());
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'make_task' is not awaited
  co_return;
}
cppcoro::task<> a_task_of_an_awaitable_awaited(cppcoro::io_service &io) {
  co_await cppcoro::make_task(io.schedule());
}

// A generator is pulled, not awaited.
void a_generator_discarded() {
  numbers();
  for (int n : numbers())
    (void)n;
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
int waited_for_in_a_plain_function() { return cppcoro::sync_wait(load(1)); }
