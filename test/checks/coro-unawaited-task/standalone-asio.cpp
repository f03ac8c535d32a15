// RUN: %lint %s -- -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
// The library without Boost: the same answers, in another namespace.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/deferred.hpp>
#include <string>
#include <utility>

using namespace asio::experimental::awaitable_operators;

asio::awaitable<void> save(std::string row);
asio::awaitable<int> load(int id);

asio::awaitable<void> an_awaitable_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
asio::awaitable<void> an_awaitable_awaited() { co_await save("started"); }

asio::awaitable<int> an_awaitable_dropped_by_an_early_return(bool cached) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs [coro-unawaited-task]
  if (cached)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
asio::awaitable<int> an_awaitable_awaited_on_both_paths(bool cached) {
  auto row = load(1);
  if (cached)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

asio::awaitable<void> operations_discarded(asio::steady_timer &timer) {
  timer.async_wait(asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  timer.async_wait(asio::experimental::deferred);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  co_return;
}
asio::awaitable<void> operations_awaited_or_launched(asio::steady_timer &timer) {
  co_await timer.async_wait(asio::use_awaitable);
  timer.async_wait(asio::experimental::deferred)(asio::detached);
  timer.async_wait([](asio::error_code) {});
}

asio::awaitable<void> a_spawn_discarded(asio::thread_pool &pool) {
  asio::co_spawn(pool, save("started"), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_spawn' is not awaited
  co_return;
}
asio::awaitable<void> a_spawn_awaited_or_detached(asio::thread_pool &pool) {
  co_await asio::co_spawn(pool, save("started"), asio::use_awaitable);
  asio::co_spawn(pool, save("started"), asio::detached);
  auto row = asio::co_spawn(pool, load(1), asio::use_future);
}

asio::awaitable<void> gathered_and_discarded() {
  load(1) && load(2);
  // CHECK: [[#@LINE-1]]:3: warning: the task of '&&' is not awaited
  co_return;
}
asio::awaitable<void> gathered_and_awaited() { auto [a, b] = co_await (load(1) && load(2)); }
