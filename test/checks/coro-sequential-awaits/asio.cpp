// RUN: %lint %s
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
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
  int users = co_await count(20);
  co_return posts + users;
}
asio::awaitable<int> gathered_by_an_operator() {
  using namespace asio::experimental::awaitable_operators;
  auto [posts, users] = co_await (count(10) && count(20));
  co_return posts + users;
}

asio::awaitable<int> in_one_expression() {
  co_return co_await count(1) + co_await count(2) + co_await add(3, 4);
}
asio::awaitable<int> only_one_of_them_runs(bool first) {
  co_return first ? co_await count(1) : co_await count(2);
}

asio::awaitable<int> kept_in_locals_that_do_not_run_yet() {
  auto posts = unseen(10);
  auto users = unseen(20);
  int a = co_await std::move(posts);
  int b = co_await std::move(users);
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
asio::awaitable<int> already_running_elsewhere(asio::thread_pool &pool) {
  int a = co_await asio::co_spawn(pool, count(1), asio::use_awaitable);
  int b = co_await asio::co_spawn(pool, count(2), asio::use_awaitable);
  co_return a + b;
}
