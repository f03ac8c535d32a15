// RUN: %lint %s
#include <chrono>
#include <folly/coro/Baton.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/IOThreadPoolExecutor.h>
#include <folly/executors/ManualExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <folly/synchronization/Baton.h>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

using namespace std::chrono_literals;
using folly::coro::co_withExecutor;

folly::Future<int> fetch(int id);
folly::SemiFuture<int> fetch_later(int id);
folly::coro::Task<int> load(int id);

folly::coro::Task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await folly::coro::sleep(d)
  co_return;
}
folly::coro::Task<> awaits_a_sleep() { co_await folly::coro::sleep(10ms); }

folly::coro::Task<int> waits_for_a_future() {
  auto row = fetch(1);
  int again = fetch(2).get();
  // CHECK: [[#@LINE-1]]:15: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there
  co_return again + std::move(row).get();
  // CHECK: [[#@LINE-1]]:21: warning: the call of 'get' blocks the coroutine's thread
}
folly::coro::Task<int> awaits_a_future() {
  auto row = fetch(1);
  int again = co_await fetch(2);
  co_return again + co_await std::move(row);
}

folly::coro::Task<int> waits_for_a_future_for_a_time() { co_return fetch(1).get(10ms); }
// CHECK: [[#@LINE-1]]:68: warning: the call of 'get' blocks the coroutine's thread
folly::coro::Task<int> waits_for_a_try() { co_return fetch(1).getTry().value(); }
// CHECK: [[#@LINE-1]]:54: warning: the call of 'getTry' blocks the coroutine's thread
folly::coro::Task<int> awaits_a_try() { co_return (co_await folly::coro::co_awaitTry(load(1))).value(); }

folly::coro::Task<int> waits_for_a_semi_future() {
  auto row = fetch_later(1);
  co_return std::move(row).get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}
folly::coro::Task<int> awaits_a_semi_future() {
  auto row = fetch_later(1);
  co_return co_await std::move(row);
}

folly::coro::Task<int> waits_for_a_task_that_it_started(folly::Executor *executor) {
  co_return co_withExecutor(executor, load(1)).start().get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}
folly::coro::Task<int> awaits_a_task_on_an_executor(folly::Executor *executor) {
  co_return co_await co_withExecutor(executor, load(1));
}

folly::coro::Task<int> drives_an_executor_for_a_future(folly::ManualExecutor *executor) {
  co_return fetch(1).getVia(executor);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'getVia' blocks the coroutine's thread: it runs the work of that executor here until the result is there
}
folly::coro::Task<int> moves_a_future_to_an_executor(folly::Executor *executor) {
  co_return co_await fetch_later(1).via(executor);
}

folly::coro::Task<int> asks_a_future_first() {
  auto row = fetch(1);
  if (row.isReady())
    co_return std::move(row).get();
  co_return 0;
}

folly::coro::Task<> waits_for_a_baton(folly::Baton<> &done) {
  done.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until somebody posts
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: folly::coro::Baton baton; co_await baton
  co_return;
}
folly::coro::Task<> awaits_a_baton(folly::coro::Baton &done) { co_await done; }

folly::coro::Task<> waits_for_a_baton_for_a_time(folly::Baton<> &done) {
  done.try_wait_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'try_wait_for' blocks the coroutine's thread: it parks the thread until somebody posts or the time is over
  co_return;
}
folly::coro::Task<> asks_a_baton(folly::Baton<> &done) {
  if (done.try_wait() || done.ready())
    done.reset();
  done.try_wait_for(0ms);
  done.post();
  co_return;
}

folly::coro::Task<> waits_for_the_thread_of_a_loop(folly::EventBase &loop) {
  loop.runInEventBaseThreadAndWait([] {});
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'runInEventBaseThreadAndWait' blocks the coroutine's thread: it parks the thread until the event loop has run that function
  co_return;
}
folly::coro::Task<> leaves_work_to_the_thread_of_a_loop(folly::EventBase &loop) {
  loop.runInEventBaseThread([] {});
  co_return;
}

folly::coro::Task<> awaits_a_lock(folly::coro::Mutex &mutex) { auto lock = co_await mutex.co_scoped_lock(); }

folly::coro::Task<> opens_a_file() {
  std::ifstream in("settings.ini");
  // CHECK: [[#@LINE-1]]:17: remark: the construction of 'ifstream' blocks the coroutine's thread: it opens a file, which waits for the disk [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:17: note: what can be awaited instead: co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), work())
  co_return;
}
folly::coro::Task<> opens_a_file_on_a_pool(folly::CPUThreadPoolExecutor &pool) {
  pool.add([] { std::ifstream in("settings.ini"); });
  co_return;
}

// The threads of an IO pool are loops.
folly::coro::Task<int> on_an_io_thread(int n) {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  co_return n;
}
folly::coro::Task<int> starts_on_an_io_thread(folly::IOThreadPoolExecutor &pool) {
  co_return co_await co_withExecutor(&pool, on_an_io_thread(1));
}
folly::coro::Task<> adds_to_a_pool(folly::CPUThreadPoolExecutor &pool) {
  pool.add([] { std::this_thread::sleep_for(10ms); });
  co_return;
}

int in_a_plain_function() {
  std::this_thread::sleep_for(10ms);
  return fetch(1).get();
}
