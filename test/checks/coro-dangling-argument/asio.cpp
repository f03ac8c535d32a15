// RUN: %lint %s
#include <boost/asio.hpp>
#include <chrono>
#include <string>
#include <utility>

namespace asio = boost::asio;

asio::awaitable<int> length(const std::string &of);
asio::awaitable<void> send(asio::ip::tcp::socket &to, std::string what) {
  co_await asio::async_write(to, asio::buffer(what), asio::use_awaitable);
}
std::string read();

asio::awaitable<int> kept() {
  auto job = length(read());
  // CHECK: [[#@LINE-1]]:21: warning: this temporary is gone when the task of 'length' uses it: the task is not awaited in this statement [coro-dangling-argument]
  co_return co_await std::move(job);
}
asio::awaitable<int> awaited() { co_return co_await length(read()); }

void spawned(asio::io_context &io) {
  asio::ip::tcp::socket socket(io);
  asio::co_spawn(io, send(socket, "hello"), asio::detached);
  // CHECK: [[#@LINE-1]]:27: warning: 'socket' is gone when the task of 'send' uses it: the task runs on
}
void spawned_and_run() {
  asio::io_context io;
  asio::ip::tcp::socket socket(io);
  asio::co_spawn(io, send(socket, "hello"), asio::detached);
  io.run();
}
asio::awaitable<void> spawned_and_awaited(asio::io_context &io) {
  asio::ip::tcp::socket socket(io);
  co_await asio::co_spawn(io, send(socket, "hello"), asio::use_awaitable);
}
