// RUN: %lint %s
#include <string>
#include <tmc/aw_resume_on.hpp>
#include <tmc/aw_yield.hpp>
#include <tmc/ex_cpu.hpp>
#include <tmc/mutex.hpp>
#include <tmc/spawn.hpp>
#include <tmc/spawn_tuple.hpp>
#include <tmc/sync.hpp>
#include <tmc/task.hpp>
#include <utility>

tmc::task<void> save(std::string row);
tmc::task<int> load(int id);

// Its destructor does not destroy the frame.
tmc::task<void> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs and its frame leaks [coro-unawaited-task]
  co_return;
}
tmc::task<void> a_task_awaited() { co_await save("started"); }
tmc::task<int> a_task_returned() { return load(1); }

tmc::task<void> a_task_discarded_in_writing() {
  (void)load(1);
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'load' is not awaited
  co_return;
}
tmc::task<void> a_result_discarded_in_writing() { (void)co_await load(1); }

tmc::task<void> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs and its frame leaks
  co_return;
}
tmc::task<int> a_task_awaited_by_name() {
  auto row = load(1);
  co_return co_await std::move(row);
}

tmc::task<int> a_task_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs and its frame leaks
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
tmc::task<int> a_task_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

tmc::task<void> a_spawned_task_discarded() {
  tmc::spawn(save("started"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'spawn' is not awaited, so it never runs and its frame leaks
  auto later = tmc::spawn(save("kept"));
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'later' is never awaited, so it never runs and its frame leaks
  co_return;
}
tmc::task<void> a_spawned_task_awaited(tmc::ex_cpu &other) {
  co_await tmc::spawn(save("started"));
  co_await tmc::spawn(save("there")).run_on(other);
  auto forked = tmc::spawn(save("forked")).fork();
  co_await std::move(forked);
}
// The library asserts in the destructor that somebody did.
tmc::task<void> a_forked_task_dropped() {
  auto forked = tmc::spawn(save("forked")).fork();
  // CHECK: [[#@LINE-1]]:17: warning: the task in 'forked' is never awaited, so the program ends where it is dropped
  co_return;
}
tmc::task<void> a_spawned_task_with_an_executor(tmc::ex_cpu &other) {
  tmc::spawn(save("there")).run_on(other);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'run_on' is not awaited, so it never runs and its frame leaks
  co_return;
}
tmc::task<void> a_spawned_task_detached() {
  tmc::spawn(save("started")).detach();
  co_return;
}

tmc::task<void> tasks_gathered_and_discarded() {
  tmc::spawn_tuple(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'spawn_tuple' is not awaited, so it never runs and its frame leaks
  co_return;
}
tmc::task<void> tasks_gathered_and_awaited() {
  auto [a, b] = co_await tmc::spawn_tuple(load(1), load(2));
  auto both = tmc::spawn_tuple(load(1), save("second"));
  auto [row, nothing] = co_await std::move(both);
}

tmc::task<void> a_lock_discarded(tmc::mutex &mutex) {
  mutex.lock_scope();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'lock_scope' is not awaited, so it never runs
  mutex.co_unlock();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'co_unlock' is not awaited, so it never runs
  co_return;
}
tmc::task<void> a_lock_awaited(tmc::mutex &mutex) {
  auto lock = co_await mutex.lock_scope();
  co_await mutex.co_unlock();
  mutex.unlock();
}

tmc::task<void> a_hop_discarded(tmc::ex_cpu &other) {
  tmc::resume_on(other);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'resume_on' is not awaited, so it never runs
  tmc::yield();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'yield' is not awaited, so it never runs
  co_return;
}
tmc::task<void> a_hop_awaited(tmc::ex_cpu &other) {
  co_await tmc::resume_on(other);
  co_await tmc::yield();
  co_await load(1).resume_on(other);
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
void posted_from_a_plain_function(tmc::ex_cpu &executor) {
  tmc::post(executor, save("posted"));
  auto kept = save("kept");
  tmc::post(executor, std::move(kept));
  tmc::post_waitable(executor, load(1)).wait();
}
int run_from_main() { return tmc::async_main(load(1)); }
