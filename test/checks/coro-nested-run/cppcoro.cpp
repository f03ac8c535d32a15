// RUN: %lint %s
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>
#include <thread>
#include <utility>

cppcoro::task<> save(std::string row);
cppcoro::task<int> load(int id);
cppcoro::shared_task<int> cached(int id);

cppcoro::task<int> waits_for_a_task() {
  cppcoro::sync_wait(save("row"));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sync_wait' in a coroutine waits for a task, and blocks the thread that it may need: it parks the thread until the task is done [coro-nested-run]
  co_return cppcoro::sync_wait(load(1)) + 1;
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine
}
cppcoro::task<int> awaits_a_task() {
  co_await save("row");
  co_return co_await load(1) + 1;
}

cppcoro::task<int> waits_for_a_task_that_it_kept() {
  auto row = load(1);
  co_return cppcoro::sync_wait(row);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine
}
cppcoro::task<int> awaits_a_task_that_it_kept() {
  auto row = load(1);
  co_return co_await row;
}

cppcoro::task<int> waits_for_a_shared_task() { co_return cppcoro::sync_wait(cached(1)); }
// CHECK: [[#@LINE-1]]:58: warning: the call of 'sync_wait' in a coroutine
cppcoro::shared_task<int> waits_in_a_shared_task() { co_return cppcoro::sync_wait(load(1)); }
// CHECK: [[#@LINE-1]]:64: warning: the call of 'sync_wait' in a coroutine
cppcoro::shared_task<int> awaits_in_a_shared_task() { co_return co_await cached(1); }

cppcoro::task<> waits_for_gathered_tasks() {
  auto [a, b] = cppcoro::sync_wait(cppcoro::when_all(load(1), load(2)));
  // CHECK: [[#@LINE-1]]:17: warning: the call of 'sync_wait' in a coroutine
  co_return;
}
cppcoro::task<> awaits_gathered_tasks() { auto [a, b] = co_await cppcoro::when_all(load(1), load(2)); }

cppcoro::task<> runs_the_loop_on_its_own_thread(cppcoro::io_service &io) {
  co_await io.schedule();
  io.process_events();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'process_events' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs the event loop here until it is stopped [coro-nested-run]
  io.process_one_event();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'process_one_event' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it waits here until one event has come
}
cppcoro::task<> polls_the_loop(cppcoro::io_service &io) {
  co_await io.schedule();
  io.process_pending_events();
  io.process_one_pending_event();
  io.stop();
}
cppcoro::task<> runs_the_loop_in_another_thread(cppcoro::io_service &io) {
  std::thread([&] { io.process_events(); }).detach();
  co_return;
}

cppcoro::task<> in_a_coroutine_lambda(cppcoro::io_service &io) {
  auto body = [&]() -> cppcoro::task<> {
    co_await io.schedule();
    io.process_events();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'process_events' in a coroutine
  };
  co_await body();
}
cppcoro::task<> in_a_lambda_that_is_no_coroutine(cppcoro::io_service &io) {
  auto body = [&] { io.process_events(); };
  std::thread(body).detach();
  co_return;
}

cppcoro::task<int> on_a_pool(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  co_return cppcoro::sync_wait(load(1));
}
cppcoro::generator<int> in_a_generator() { co_yield cppcoro::sync_wait(load(1)); }

int in_a_plain_function() { return cppcoro::sync_wait(load(1)); }
int main() {
  cppcoro::io_service io;
  // This coroutine is the thread of the loop: no loop runs it.
  cppcoro::sync_wait(cppcoro::when_all_ready(load(1), [&]() -> cppcoro::task<> {
    io.process_events();
    co_return;
  }()));
}
