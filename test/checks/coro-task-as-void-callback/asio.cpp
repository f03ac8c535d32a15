// RUN: %lint %s
#include <boost/asio.hpp>
#include <functional>
#include <string>

namespace asio = boost::asio;

asio::awaitable<void> save(std::string row);
asio::awaitable<void> tick();

void handlers(asio::io_context &io, asio::thread_pool &pool) {
  asio::post(io, tick);
  // CHECK: [[#@LINE-1]]:18: warning: the task that 'tick' returns is dropped by 'boost::asio::post', so it never runs [coro-task-as-void-callback]
  asio::post(io, []() -> asio::awaitable<void> { co_await save("posted"); });
  // CHECK: [[#@LINE-1]]:18: warning: the task that this lambda returns is dropped by 'boost::asio::post'
  asio::dispatch(pool, [] { return save("dispatched"); });
  // CHECK: [[#@LINE-1]]:24: warning: the task that this lambda returns is dropped by 'boost::asio::dispatch'
  asio::defer(tick);
  // CHECK: [[#@LINE-1]]:15: warning: the task that 'tick' returns is dropped by 'boost::asio::defer'
  asio::steady_timer timer(io);
  timer.async_wait([](boost::system::error_code) { return; });
}

void handlers_that_start_it(asio::io_context &io) {
  asio::post(io, [&io] { asio::co_spawn(io, tick(), asio::detached); });
  asio::co_spawn(io, tick, asio::detached);
  asio::co_spawn(io, []() -> asio::awaitable<void> { co_await save("spawned"); }, asio::detached);
  std::function<asio::awaitable<void>()> makes = tick;
  asio::co_spawn(io, makes(), asio::detached);
}

asio::awaitable<void> posted_from_a_coroutine() {
  auto executor = co_await asio::this_coro::executor;
  asio::post(executor, tick);
  // CHECK: [[#@LINE-1]]:24: warning: the task that 'tick' returns is dropped by 'boost::asio::post'
  co_await asio::post(executor, asio::use_awaitable);
  co_await asio::co_spawn(executor, tick, asio::use_awaitable);
}

// --- what is to be called when an operation is done: a loop does not look at
// what that returns

asio::awaitable<void> shut_down();
void log_signal(int);

void waits_with_a_coroutine(asio::signal_set &signals, asio::steady_timer &timer) {
  signals.async_wait([](auto...) -> asio::awaitable<void> { co_await shut_down(); });
  // CHECK: [[#@LINE-1]]:22: warning: the task that this lambda returns is dropped by 'async_wait', so it never runs
  timer.async_wait([](boost::system::error_code) { return shut_down(); });
  // CHECK: [[#@LINE-1]]:20: warning: the task that this lambda returns is dropped by 'async_wait', so it never runs
  timer.async_wait([](auto) { return shut_down(); });
  // CHECK: [[#@LINE-1]]:20: warning: the task that this lambda returns is dropped by 'async_wait', so it never runs
}

void waits_with_a_function(asio::signal_set &signals, asio::io_context &loop) {
  signals.async_wait([&](boost::system::error_code, int) {
    asio::co_spawn(loop, shut_down(), asio::detached);
  });
  signals.async_wait([](auto, int which) { log_signal(which); });
}

asio::awaitable<void> awaits(asio::steady_timer &timer) {
  co_await timer.async_wait(asio::use_awaitable);
  co_await timer.async_wait(asio::deferred);
}
