// RUN: %lint %s
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <chrono>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using Channel = asio::experimental::channel<void(boost::system::error_code, int)>;

asio::awaitable<int> count(int of) {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(of));
  co_await timer.async_wait(asio::use_awaitable);
  co_return of;
}
asio::awaitable<int> add(int a, int b) {
  co_await asio::post(asio::use_awaitable);
  co_return a + b;
}
asio::awaitable<int> unseen(int id);

asio::awaitable<int> declarations_in_a_row() {
  int posts = co_await count(10);
  // CHECK: [[#@LINE-1]]:15: warning: these 2 awaits are independent, but each starts only when the one before is done [coro-sequential-awaits]
  int users = co_await count(20);
  // CHECK: [[#@LINE-1]]:15: note: this one need not wait
  // CHECK: [[#@LINE-4]]:15: note: they can be awaited together with '&&' of <boost/asio/experimental/awaitable_operators.hpp>; on an error, the first one cancels the others
  co_return posts + users;
}
asio::awaitable<int> gathered_by_an_operator() {
  using namespace asio::experimental::awaitable_operators;
  auto [posts, users] = co_await (count(10) && count(20));
  co_return posts + users;
}

asio::awaitable<int> in_one_expression() {
  co_return co_await count(1) + co_await count(2) + co_await add(3, 4);
  // CHECK: [[#@LINE-1]]:13: warning: these 3 awaits are independent
  // CHECK: [[#@LINE-2]]:33: note: this one need not wait
  // CHECK: [[#@LINE-3]]:53: note: this one need not wait
}
asio::awaitable<int> only_one_of_them_runs(bool first) {
  co_return first ? co_await count(1) : co_await count(2);
}

asio::awaitable<int> kept_in_locals_that_do_not_run_yet() {
  auto posts = unseen(10);
  auto users = unseen(20);
  int a = co_await std::move(posts);
  // CHECK: [[#@LINE-1]]:11: warning: these 2 tasks are awaited one after another, so each starts only when the one before is done [coro-sequential-awaits]
  int b = co_await std::move(users);
  // CHECK: [[#@LINE-1]]:11: note: this one need not wait
  co_return a + b;
}
asio::awaitable<int> kept_in_locals_and_gathered() {
  using namespace asio::experimental::awaitable_operators;
  auto posts = unseen(10);
  auto users = unseen(20);
  auto [a, b] = co_await (std::move(posts) && std::move(users));
  co_return a + b;
}

asio::awaitable<int> the_second_needs_the_first() {
  int posts = co_await count(10);
  int users = co_await count(posts);
  co_return users;
}

// Both talk to the same peer: what is sent first arrives first.
asio::awaitable<void> send(tcp::socket &socket, std::string text) {
  co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}
asio::awaitable<void> messages_to_one_peer(tcp::socket &socket) {
  co_await send(socket, "hello");
  co_await send(socket, "world");
}
asio::awaitable<void> operations_on_sockets(tcp::socket &a, tcp::socket &b, std::string &text) {
  co_await asio::async_read(a, asio::buffer(text), asio::use_awaitable);
  co_await asio::async_write(b, asio::buffer(text), asio::use_awaitable);
}
asio::awaitable<int> messages_of_a_channel(Channel &channel) {
  int a = co_await channel.async_receive(asio::use_awaitable);
  int b = co_await channel.async_receive(asio::use_awaitable);
  co_return a - b;
}

// Waiting is all that these do: they pace the code.
asio::awaitable<void> paced() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  co_await timer.async_wait(asio::use_awaitable);
  timer.expires_after(10ms);
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> pause(int ms) {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(ms));
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> paced_by_coroutines() {
  co_await pause(10);
  co_await pause(20);
}
asio::awaitable<void> hops() {
  co_await asio::post(asio::use_awaitable);
  co_await asio::post(asio::use_awaitable);
}
asio::awaitable<void> in_a_loop(int n) {
  for (int i = 0; i < n; ++i)
    co_await count(i);
}
asio::awaitable<int> already_running() {
  auto executor = co_await asio::this_coro::executor;
  auto posts = asio::co_spawn(executor, unseen(10), asio::experimental::use_promise);
  auto users = asio::co_spawn(executor, unseen(20), asio::experimental::use_promise);
  auto [error, a] = co_await std::move(posts)(asio::as_tuple(asio::use_awaitable));
  auto [other, b] = co_await std::move(users)(asio::as_tuple(asio::use_awaitable));
  co_return a + b;
}
