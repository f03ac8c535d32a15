// RUN: %lint %s
#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> save(std::string row);
asio::awaitable<int> load(int id);

asio::awaitable<void> runs_the_loop(asio::io_context &io) {
  co_await save("row");
  io.run();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs handlers here until no work is left [coro-nested-run]
}
asio::awaitable<void> polls_the_loop(asio::io_context &io) {
  co_await save("row");
  io.poll();
  io.poll_one();
  io.stop();
  io.restart();
}

asio::awaitable<void> runs_the_loop_for_a_time(asio::io_context &io) {
  co_await save("row");
  io.run_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_for' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs handlers here until the time is over
  io.run_until(std::chrono::steady_clock::now() + 10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_until' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it runs handlers here until that moment
}

asio::awaitable<void> runs_one_handler(asio::io_context &io) {
  co_await save("row");
  io.run_one();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_one' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it waits here until one handler has run
  io.run_one_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_one_for' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it waits here for one handler or until the time is over
  io.run_one_until(std::chrono::steady_clock::now() + 10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_one_until' in a coroutine runs an event loop, and does so inside the one that runs the coroutine: it waits here for one handler or until that moment
}

asio::awaitable<void> runs_a_loop_of_its_own() {
  co_await save("row");
  asio::io_context inner;
  asio::co_spawn(inner, save("row"), asio::detached);
  inner.run();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run' in a coroutine
}
asio::awaitable<void> polls_a_loop_of_its_own() {
  co_await save("row");
  asio::io_context inner;
  asio::co_spawn(inner, save("row"), asio::detached);
  inner.poll();
}
asio::awaitable<void> runs_a_loop_in_another_thread(asio::io_context &io) {
  std::thread([&] { io.run(); }).detach();
  asio::thread_pool pool(1);
  asio::post(pool, [&] { io.run(); });
  co_return;
}

asio::awaitable<int> waits_for_a_task_that_it_spawned(asio::io_context &io) {
  asio::co_spawn(io, save("row"), asio::use_future).get();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'get' in a coroutine waits for a task, and blocks the thread that it may need [coro-nested-run]
  co_return asio::co_spawn(io, load(1), asio::use_future).get() + 1;
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' in a coroutine
}
asio::awaitable<int> awaits_a_task_that_it_spawned(asio::io_context &io) {
  co_await asio::co_spawn(io, save("row"), asio::use_awaitable);
  asio::co_spawn(io, save("row"), asio::detached);
  co_return co_await load(1) + 1;
}

asio::awaitable<int> waits_later_for_a_task_that_it_spawned(asio::io_context &io) {
  auto row = asio::co_spawn(io, load(1), asio::use_future);
  co_return row.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' in a coroutine
}
asio::awaitable<int> keeps_a_future_for_another(asio::io_context &io, std::future<int> &row) {
  row = asio::co_spawn(io, load(1), asio::use_future);
  co_return 1;
}

asio::awaitable<int> waits_for_a_spawned_lambda(asio::io_context &io) {
  co_return asio::co_spawn(
      io, []() -> asio::awaitable<int> { co_return 1; }, asio::use_future)
      .get();
  // CHECK: [[#@LINE-3]]:13: warning: the call of 'get' in a coroutine
}
asio::awaitable<int> awaits_a_spawned_lambda(asio::io_context &io) {
  co_return co_await asio::co_spawn(
      io, []() -> asio::awaitable<int> { co_return 1; }, asio::use_awaitable);
}

asio::awaitable<void> in_a_coroutine_lambda(asio::io_context &io) {
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        co_await save("row");
        io.run();
        // CHECK: [[#@LINE-1]]:9: warning: the call of 'run' in a coroutine
      },
      asio::detached);
  co_return;
}
asio::awaitable<void> in_a_lambda_on_a_pool(asio::io_context &io, asio::thread_pool &pool) {
  asio::co_spawn(
      pool,
      [&]() -> asio::awaitable<void> {
        co_await save("row");
        io.run();
      },
      asio::detached);
  co_return;
}

int in_a_plain_function(asio::io_context &io) {
  auto row = asio::co_spawn(io, load(1), asio::use_future);
  io.run();
  return row.get() + asio::co_spawn(io, load(2), asio::use_future).get();
}

int main() {
  asio::io_context io;
  asio::signal_set signals(io, SIGINT);
  signals.async_wait([&](auto, auto) { io.stop(); });
  asio::co_spawn(io, save("row"), asio::detached);
  io.run();
}
