// RUN: %lint %s
#include <beman/execution/task.hpp>
#include <exec/async_scope.hpp>
#include <exec/start_detached.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>
#include <stdexec/execution.hpp>
#include <string>
#include <utility>

exec::task<void> save(std::string row);
exec::task<int> load(int id);
stdexec::task<void> send(std::string line);
stdexec::task<int> fetch(int id);
beman::execution::task<> flush(int id);

exec::task<void> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
exec::task<void> a_task_awaited() { co_await save("started"); }
exec::task<int> a_task_returned() { return load(1); }

exec::task<void> a_task_discarded_in_writing() {
  (void)save("started");
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'save' is not awaited
  co_return;
}
exec::task<void> a_result_discarded_in_writing() { (void)co_await load(1); }

exec::task<void> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  co_return;
}
exec::task<int> a_task_awaited_by_name() {
  auto row = load(1);
  co_return co_await std::move(row);
}

exec::task<int> a_task_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
exec::task<int> a_task_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

stdexec::task<void> a_task_of_the_standard_discarded() {
  send("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'send' is not awaited, so it never runs
  auto answer = fetch(1);
  // CHECK: [[#@LINE-1]]:17: warning: the task in 'answer' is never awaited
  co_return;
}
stdexec::task<void> a_task_of_the_standard_awaited() {
  co_await send("started");
  auto answer = fetch(1);
  (void)co_await std::move(answer);
}

// It may co_yield an error; that makes it no generator.
beman::execution::task<> a_task_that_may_yield_an_error_discarded() {
  flush(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'flush' is not awaited, so it never runs
  auto next = flush(2);
  // CHECK: [[#@LINE-1]]:15: warning: the task in 'next' is never awaited
  co_return;
}
beman::execution::task<> a_task_that_may_yield_an_error_awaited() {
  co_await flush(1);
  auto next = flush(2);
  co_await std::move(next);
  co_await beman::execution::when_all(flush(3), flush(4));
}

exec::task<void> a_sender_discarded(int id) {
  stdexec::then(load(1), [](int row) { return row + 1; });
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'then' is not awaited, so it never runs
  load(1) | stdexec::then([](int row) { return row + 1; });
  // CHECK: [[#@LINE-1]]:3: warning: the task of '|' is not awaited
  auto later = stdexec::just(id);
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'later' is never awaited
  co_return;
}
exec::task<int> a_sender_awaited(int id) {
  auto later = stdexec::just(id) | stdexec::then([](int row) { return row + 1; });
  co_await stdexec::then(save("first"), [] {});
  co_return co_await std::move(later);
}

exec::task<void> tasks_gathered_and_discarded() {
  stdexec::when_all(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all' is not awaited
  auto both = stdexec::when_all(load(1), load(2));
  // CHECK: [[#@LINE-1]]:15: warning: the task in 'both' is never awaited
  co_return;
}
exec::task<int> tasks_gathered_and_awaited() {
  auto [a, b] = co_await stdexec::when_all(load(1), save("between"), load(2));
  auto both = stdexec::when_all(save("one"), save("two"));
  co_await std::move(both);
  co_return a + b + co_await stdexec::when_all(load(3), save("last"));
}

exec::task<void> a_hop_discarded(exec::static_thread_pool &pool) {
  stdexec::schedule(pool.get_scheduler());
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'schedule' is not awaited
  stdexec::on(pool.get_scheduler(), stdexec::just());
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'on' is not awaited
  co_return;
}
exec::task<void> a_hop_awaited(exec::static_thread_pool &pool) {
  co_await stdexec::schedule(pool.get_scheduler());
  co_await stdexec::on(pool.get_scheduler(), stdexec::just());
}

exec::task<void> a_scope_left_without_waiting(exec::async_scope &scope, stdexec::simple_counting_scope &counting) {
  scope.nest(save("counted"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'nest' is not awaited, so it never runs
  scope.on_empty();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'on_empty' is not awaited
  counting.join();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'join' is not awaited
  co_return;
}
exec::task<void> a_scope_waited_for(exec::async_scope &scope, stdexec::simple_counting_scope &counting) {
  co_await scope.nest(save("counted"));
  scope.spawn(save("started"));
  stdexec::spawn(stdexec::just(), counting.get_token());
  co_await scope.on_empty();
  co_await counting.join();
}

exec::task<void> a_future_of_a_scope_discarded(exec::async_scope &scope) {
  scope.spawn_future(stdexec::just(1));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'spawn_future' is not awaited, so its error is lost
  co_return;
}
exec::task<int> a_future_of_a_scope_awaited(exec::async_scope &scope) {
  auto row = scope.spawn_future(stdexec::just(1));
  co_return co_await std::move(row);
}

void a_task_started(exec::static_thread_pool &pool) {
  exec::start_detached(stdexec::on(pool.get_scheduler(), stdexec::just()));
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
auto waited_for_in_a_plain_function() { return stdexec::sync_wait(load(1)); }
