// RUN: %lint %s
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/ManualExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <string>
#include <thread>
#include <utility>

#define EVLOOP_NONBLOCK 0x02 // as <event2/event.h> has it
using folly::coro::co_withExecutor;

folly::coro::Task<> save(std::string row);
folly::coro::Task<int> load(int id);
folly::Future<int> fetch(int id);

folly::coro::Task<int> waits_for_a_task() {
  folly::coro::blockingWait(save("row"));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'blockingWait' in a coroutine waits for a task, and blocks the thread that it may need: it parks the thread until the task is done [coro-nested-run]
  co_return folly::coro::blockingWait(load(1)) + 1;
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'blockingWait' in a coroutine
}
folly::coro::Task<int> awaits_a_task() {
  co_await save("row");
  co_return co_await load(1) + 1;
}

folly::coro::Task<int> waits_by_the_newer_name() { co_return folly::coro::blocking_wait(load(1)); }
// CHECK: [[#@LINE-1]]:62: warning: the call of 'blocking_wait' in a coroutine

folly::coro::Task<int> waits_for_a_task_that_it_kept() {
  auto row = load(1);
  co_return folly::coro::blockingWait(std::move(row));
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'blockingWait' in a coroutine
}
folly::coro::Task<int> awaits_a_task_that_it_kept() {
  auto row = load(1);
  co_return co_await std::move(row);
}

folly::coro::Task<int> waits_for_a_future() { co_return folly::coro::blockingWait(fetch(1)); }
// CHECK: [[#@LINE-1]]:57: warning: the call of 'blockingWait' in a coroutine
folly::coro::Task<int> awaits_a_future() { co_return co_await fetch(1); }

folly::coro::Task<int> waits_on_an_executor(folly::Executor *executor) {
  co_return folly::coro::blockingWait(co_withExecutor(executor, load(1)));
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'blockingWait' in a coroutine
}
folly::coro::Task<int> awaits_on_an_executor(folly::Executor *executor) {
  co_return co_await co_withExecutor(executor, load(1));
}

folly::coro::Task<> waits_for_gathered_tasks() {
  auto [a, b] = folly::coro::blockingWait(folly::coro::collectAll(load(1), load(2)));
  // CHECK: [[#@LINE-1]]:17: warning: the call of 'blockingWait' in a coroutine
  co_return;
}
folly::coro::Task<> awaits_gathered_tasks() {
  auto [a, b] = co_await folly::coro::collectAll(load(1), load(2));
}

folly::coro::Task<> runs_the_loop(folly::EventBase &loop) {
  co_await save("row");
  loop.loop();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'loop' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs the event loop here until it has nothing left [coro-nested-run]
  loop.loopForever();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'loopForever' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs the event loop here until it is stopped
  loop.loopOnce();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'loopOnce' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it waits here until one round of the event loop is over
}
folly::coro::Task<> polls_the_loop(folly::EventBase &loop) {
  co_await save("row");
  loop.loopPoll();
  loop.terminateLoopSoon();
  loop.runInEventBaseThread([] {});
}
folly::coro::Task<> polls_the_loop_once(folly::EventBase &loop) {
  co_await save("row");
  loop.loopOnce(EVLOOP_NONBLOCK);
}

folly::coro::Task<> drives_an_executor(folly::ManualExecutor &executor, folly::DrivableExecutor &any) {
  co_await save("row");
  executor.drive();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'drive' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it waits here for work of that executor and runs it
  executor.drain();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'drain' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs the work of that executor here until none is left
  any.drive();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'drive' in a coroutine
  executor.makeProgress();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'makeProgress' in a coroutine
  executor.waitFor(fetch(1));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'waitFor' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs the work of that executor here until the future is done
}
folly::coro::Task<> steps_an_executor(folly::ManualExecutor &executor) {
  co_await save("row");
  executor.run();
  executor.step();
  executor.add([] {});
}
folly::coro::Task<int> waits_and_drives(folly::EventBase &loop) {
  co_return folly::coro::blockingWait(load(1), &loop);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'blockingWait' in a coroutine
}

folly::coro::Task<> in_a_coroutine_lambda(folly::EventBase &loop) {
  co_await [&]() -> folly::coro::Task<> {
    co_await save("row");
    loop.loop();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'loop' in a coroutine
  }();
}
folly::coro::Task<> in_another_thread(folly::EventBase &loop) {
  std::thread([&] { loop.loopForever(); }).detach();
  co_return;
}
folly::coro::Task<> on_a_pool(folly::CPUThreadPoolExecutor &pool) {
  pool.add([] { folly::coro::blockingWait(load(1)); });
  co_return;
}

int in_a_plain_function(folly::EventBase &loop) {
  loop.loop();
  return folly::coro::blockingWait(load(1), &loop);
}
int main() { return folly::coro::blockingWait(load(1)); }
