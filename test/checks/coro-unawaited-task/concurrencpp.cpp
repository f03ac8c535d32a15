// RUN: %lint %s
#include <chrono>
#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <string>
#include <utility>

using concurrencpp::lazy_result;
using concurrencpp::result;
using namespace std::chrono_literals;
using Pool = std::shared_ptr<concurrencpp::thread_pool_executor>;

result<void> save(std::string row);
result<int> load(int id);
result<int> load_on(concurrencpp::executor_tag, Pool pool, int id);
lazy_result<void> prepare(std::string row);
lazy_result<int> read(int id);
concurrencpp::shared_result<int> cached(int id);
concurrencpp::null_result report(std::string line);
concurrencpp::generator<int> numbers();

// A result is on its way when it is made: only its error is lost.
result<void> a_result_discarded(Pool pool) {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so its error is lost [coro-unawaited-task]
  load_on({}, pool, 1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load_on' is not awaited, so its error is lost
  co_return;
}
result<void> a_result_awaited(Pool pool) {
  co_await save("started");
  (void)co_await load_on({}, pool, 1);
}
result<int> a_result_returned() { return load(1); }
result<void> a_result_discarded_in_writing() {
  (void)save("started");
  co_return;
}
result<void> a_result_resolved() {
  auto done = co_await save("started").resolve();
  co_await done;
}

result<void> a_result_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost
  co_return;
}
result<int> a_result_awaited_by_name() {
  auto row = load(1);
  co_return co_await row;
}

result<int> a_result_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, its error is lost
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}
result<int> a_result_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await row;
}

// A lazy result starts where it is awaited.
result<void> a_lazy_result_discarded() {
  prepare("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'prepare' is not awaited, so it never runs
  co_return;
}
result<void> a_lazy_result_awaited() { co_await prepare("started"); }
result<int> a_lazy_result_started() { return read(1).run(); }

result<void> a_lazy_result_discarded_in_writing() {
  (void)prepare("started");
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'prepare' is not awaited
  co_return;
}
result<void> a_lazy_value_discarded_in_writing() { (void)co_await read(1); }

lazy_result<int> a_lazy_result_dropped_by_an_early_return(bool known) {
  auto row = read(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}
lazy_result<int> a_lazy_result_awaited_by_name() {
  auto row = read(1);
  co_return co_await row;
}

// The result lives on in the other copies.
result<void> a_shared_result_discarded() {
  cached(1);
  co_return;
}
void a_null_result_discarded() { report("nobody awaits it"); }

result<void> results_gathered_and_discarded(Pool pool) {
  concurrencpp::when_all(pool, load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all' is not awaited, so it never runs
  co_return;
}
result<int> results_gathered_and_awaited(Pool pool) {
  auto [a, b] = co_await concurrencpp::when_all(pool, load(1), load(2));
  co_return co_await a + co_await b;
}

result<void> work_submitted_and_discarded(Pool pool, int id) {
  pool->submit([id] { return id; });
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'submit' is not awaited, so its error is lost
  co_return;
}
result<void> work_submitted_and_awaited(Pool pool, int id) {
  (void)co_await pool->submit([id] { return id; });
  pool->post([id] { return id; });
}

result<void> a_hop_discarded(Pool pool) {
  concurrencpp::resume_on(pool);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'resume_on' is not awaited
  co_return;
}
result<void> a_hop_awaited(Pool pool) { co_await concurrencpp::resume_on(pool); }

result<void> a_lock_discarded(concurrencpp::async_lock &lock, Pool pool) {
  lock.lock(pool);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'lock' is not awaited
  auto guard = lock.lock(pool);
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'guard' is never awaited
  lock.try_lock();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'try_lock' is not awaited
  co_return;
}
result<void> a_lock_awaited(concurrencpp::async_lock &lock, Pool pool) {
  auto guard = co_await lock.lock(pool);
  if (co_await lock.try_lock())
    lock.unlock();
}

result<void> a_delay_discarded(concurrencpp::runtime &runtime, Pool pool) {
  runtime.timer_queue()->make_delay_object(10ms, pool);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'make_delay_object' is not awaited
  co_return;
}
result<void> a_delay_awaited(concurrencpp::runtime &runtime, Pool pool) {
  co_await runtime.timer_queue()->make_delay_object(10ms, pool);
}

// A generator is pulled, not awaited.
void a_generator_discarded() {
  numbers();
  for (int n : numbers())
    (void)n;
}

void discarded_in_a_plain_function() { read(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'read' is not awaited
int waited_for_in_a_plain_function() { return load(1).get(); }
