// RUN: %lint %s
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/co_spawn.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace experimental = asio::experimental;
using asio::ip::tcp;
using namespace experimental::awaitable_operators;

asio::awaitable<void> save(std::string row);
asio::awaitable<int> load(int id);
using Channel = experimental::channel<void(boost::system::error_code, int)>;

asio::awaitable<void> an_awaitable_discarded_as_a_statement() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
asio::awaitable<void> an_awaitable_awaited() { co_await save("started"); }
asio::awaitable<void> an_awaitable_returned() { return save("started"); }

void an_awaitable_discarded_in_a_plain_function() { save("started"); }
// CHECK: [[#@LINE-1]]:53: warning: the task of 'save' is not awaited
void an_awaitable_spawned_in_a_plain_function(asio::io_context &io) {
  asio::co_spawn(io, save("started"), asio::detached);
}

asio::awaitable<void> an_awaitable_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs [coro-unawaited-task]
  co_return;
}
asio::awaitable<int> an_awaitable_moved_into_its_await() {
  auto row = load(1);
  co_return co_await std::move(row);
}

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

asio::awaitable<void> an_operation_with_use_awaitable_discarded(asio::steady_timer &timer,
                                                                tcp::socket &socket,
                                                                std::vector<char> &data) {
  timer.async_wait(asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_read_some' is not awaited
  asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_write' is not awaited
  co_return;
}
asio::awaitable<void> an_operation_with_use_awaitable_awaited(asio::steady_timer &timer, tcp::socket &socket,
                                                              std::vector<char> &data) {
  co_await timer.async_wait(asio::use_awaitable);
  co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
}

asio::awaitable<void> a_deferred_operation_discarded(asio::steady_timer &timer, tcp::socket &socket,
                                                     std::vector<char> &data) {
  timer.async_wait(asio::deferred);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  asio::async_read(socket, asio::buffer(data), asio::deferred);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_read' is not awaited
  co_return;
}
asio::awaitable<void> a_deferred_operation_awaited_or_launched(asio::steady_timer &timer, tcp::socket &socket,
                                                               std::vector<char> &data) {
  co_await timer.async_wait(asio::deferred);
  auto read = asio::async_read(socket, asio::buffer(data), asio::deferred);
  std::move(read)(asio::detached);
}

asio::awaitable<void> a_deferred_operation_never_launched(asio::steady_timer &timer) {
  auto wait = timer.async_wait(asio::deferred);
  // CHECK: [[#@LINE-1]]:15: warning: the task in 'wait' is never awaited
  co_return;
}
asio::awaitable<void> a_deferred_operation_awaited_later(asio::steady_timer &timer) {
  auto wait = timer.async_wait(asio::deferred);
  co_await std::move(wait);
}

void a_deferred_sequence_launched(asio::steady_timer &timer) {
  timer.async_wait(asio::deferred(
      [&](boost::system::error_code) { return timer.async_wait(asio::deferred); }))(asio::detached);
}

// The timer's own default token: no argument shows that it is lazy.
using Timer = asio::use_awaitable_t<>::as_default_on_t<asio::steady_timer>;
asio::awaitable<void> a_default_token_that_gives_an_awaitable_discarded(Timer &timer) {
  timer.async_wait();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  co_return;
}
asio::awaitable<void> a_default_token_that_gives_an_awaitable_awaited(Timer &timer) {
  co_await timer.async_wait();
}

asio::awaitable<void> an_as_tuple_operation_discarded(asio::steady_timer &timer) {
  timer.async_wait(asio::as_tuple(asio::use_awaitable));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  co_return;
}
asio::awaitable<void> an_as_tuple_operation_awaited(asio::steady_timer &timer) {
  auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> a_redirected_operation_discarded(asio::steady_timer &timer) {
  boost::system::error_code error;
  timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited
  co_return;
}
asio::awaitable<void> a_redirected_operation_awaited(asio::steady_timer &timer) {
  boost::system::error_code error;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> a_channel_operation_discarded(Channel &channel) {
  channel.async_send({}, 1, asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_send' is not awaited
  channel.async_receive(asio::deferred);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_receive' is not awaited
  co_return;
}
asio::awaitable<int> a_channel_operation_awaited(Channel &channel) {
  co_await channel.async_send({}, 1, asio::use_awaitable);
  channel.try_send(boost::system::error_code{}, 2);
  co_return co_await channel.async_receive(asio::deferred);
}

asio::awaitable<void> a_spawn_that_gives_an_awaitable_discarded(asio::thread_pool &pool) {
  asio::co_spawn(pool, save("started"), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_spawn' is not awaited
  co_return;
}
asio::awaitable<void> a_spawn_that_gives_an_awaitable_awaited(asio::thread_pool &pool) {
  co_await asio::co_spawn(pool, save("started"), asio::use_awaitable);
}
asio::awaitable<void> a_spawn_that_gives_a_deferred_operation_discarded(asio::thread_pool &pool) {
  asio::co_spawn(pool, save("started"), asio::deferred);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_spawn' is not awaited
  co_return;
}
asio::awaitable<void> a_spawn_that_gives_a_deferred_operation_awaited(asio::thread_pool &pool) {
  co_await asio::co_spawn(pool, save("started"), asio::deferred);
}

// Spawned, the coroutine runs whatever becomes of the completion.
asio::awaitable<void> spawned_and_detached(asio::io_context &io) {
  asio::co_spawn(io, save("started"), asio::detached);
  asio::co_spawn(co_await asio::this_coro::executor, load(1), [](std::exception_ptr, int) {});
  asio::co_spawn(
      io, [&]() -> asio::awaitable<void> { co_await save("started"); }, asio::detached);
}
int spawned_for_a_future(asio::io_context &io) {
  auto row = asio::co_spawn(io, load(1), asio::use_future);
  asio::co_spawn(io, save("started"), asio::use_future);
  return row.get();
}

asio::awaitable<void> awaitables_gathered_and_discarded() {
  load(1) && load(2);
  // CHECK: [[#@LINE-1]]:3: warning: the task of '&&' is not awaited
  load(1) || load(2);
  // CHECK: [[#@LINE-1]]:3: warning: the task of '||' is not awaited
  co_return;
}
asio::awaitable<void> awaitables_gathered_and_awaited() {
  auto [a, b] = co_await (load(1) && load(2));
  auto first = co_await (load(1) || load(2));
}

asio::awaitable<void> a_parallel_group_discarded(asio::steady_timer &a, asio::steady_timer &b) {
  experimental::make_parallel_group(a.async_wait(asio::deferred), b.async_wait(asio::deferred))
      .async_wait(experimental::wait_for_all(), asio::use_awaitable);
  // CHECK: [[#@LINE-2]]:3: warning: the task of 'async_wait' is not awaited
  co_return;
}
asio::awaitable<void> a_parallel_group_awaited(asio::steady_timer &a, asio::steady_timer &b) {
  co_await experimental::make_parallel_group(a.async_wait(asio::deferred), b.async_wait(asio::deferred))
      .async_wait(experimental::wait_for_all(), asio::use_awaitable);
}

asio::awaitable<void> a_lambda_called_and_its_awaitable_discarded() {
  [](int id) -> asio::awaitable<void> { co_await load(id); }(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of this lambda is not awaited
  co_return;
}
asio::awaitable<void> a_lambda_called_and_its_awaitable_awaited() {
  co_await [](int id) -> asio::awaitable<void> { co_await load(id); }(1);
}

// A promise runs already; its end cancels what it stands for.
asio::awaitable<void> a_promise_discarded(asio::steady_timer &timer) {
  timer.async_wait(experimental::use_promise);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_wait' is not awaited, so it is cancelled at once [coro-unawaited-task]
  asio::co_spawn(co_await asio::this_coro::executor, load(1), experimental::use_promise);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'co_spawn' is not awaited, so it is cancelled at once
}
asio::awaitable<int> a_promise_awaited(asio::steady_timer &timer) {
  auto wait = timer.async_wait(experimental::use_promise);
  auto row = asio::co_spawn(co_await asio::this_coro::executor, load(1), experimental::use_promise);
  co_await std::move(wait)(asio::use_awaitable);
  auto [error, value] = co_await std::move(row)(asio::as_tuple(asio::use_awaitable));
  co_return value;
}

experimental::coro<void, int> count(asio::any_io_executor, int from);
experimental::coro<void> an_experimental_coro_discarded(asio::any_io_executor executor) {
  count(executor, 1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'count' is not awaited
  co_return;
}
experimental::coro<void> an_experimental_coro_awaited(asio::any_io_executor executor) {
  auto last = co_await count(executor, 1);
  experimental::co_spawn(count(executor, 2), asio::detached);
}

// Nothing to await: the operation starts at once, and its end is told to a handler.
asio::awaitable<void> an_operation_with_a_handler(asio::steady_timer &timer, tcp::socket &socket,
                                                  std::vector<char> &data) {
  timer.async_wait([](boost::system::error_code) {});
  timer.async_wait(asio::detached);
  socket.async_read_some(asio::buffer(data), [](boost::system::error_code, std::size_t) {});
  auto executor = co_await asio::this_coro::executor;
  asio::post(executor, [] {});
  asio::dispatch(executor, asio::detached);
}
asio::awaitable<void> a_hop_discarded(asio::io_context &io) {
  asio::post(io, asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'post' is not awaited
  co_return;
}
asio::awaitable<void> a_hop_awaited(asio::io_context &io) { co_await asio::post(io, asio::use_awaitable); }
