// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
// A blocking call has its twin with the arguments that stand there.
#include <boost/asio.hpp>
#include <cstdio>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<std::size_t> sends_and_reads(tcp::socket &socket, std::string text) {
  char in[5];
  asio::write(socket, asio::buffer(text));
  // FIXED:  co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
  boost::system::error_code error;
  std::size_t n = asio::read(socket, asio::buffer(in), error);
  // FIXED:  std::size_t n = co_await asio::async_read(socket, asio::buffer(in), asio::redirect_error(asio::use_awaitable, error));
  n += asio::read(socket, asio::buffer(in), asio::transfer_at_least(1), error);
  // FIXED:  n += (co_await asio::async_read(socket, asio::buffer(in), asio::transfer_at_least(1), asio::redirect_error(asio::use_awaitable, error)));
  if (socket.write_some(asio::buffer(in)) == 0)
    // FIXED:  if ((co_await socket.async_write_some(asio::buffer(in), asio::use_awaitable)) == 0)
    co_return 0;
  asio::write(socket,
              asio::buffer(in),
              asio::transfer_all());
  // FIXED:  co_await asio::async_write(socket,
  // FIXED:              asio::buffer(in),
  // FIXED:              asio::transfer_all(), asio::use_awaitable);
  co_return n;
}

using asio::read_until;
asio::awaitable<void> reads_lines(tcp::socket socket) {
  std::string line;
  boost::system::error_code error;
  read_until(socket, asio::dynamic_buffer(line), '\n', error);
  // FIXED:  co_await async_read_until(socket, asio::dynamic_buffer(line), '\n', asio::redirect_error(asio::use_awaitable, error));
  asio::streambuf rest;
  asio::read_until(socket, rest, "\n");
  // FIXED:  co_await asio::async_read_until(socket, rest, "\n", asio::use_awaitable);
  co_return;
}

struct Server {
  tcp::acceptor acceptor;
  tcp::resolver resolver{acceptor.get_executor()};
  asio::steady_timer timer{acceptor.get_executor()};

  asio::awaitable<void> serves() {
    tcp::socket peer = acceptor.accept();
    // FIXED:    tcp::socket peer = co_await acceptor.async_accept(asio::use_awaitable);
    char in[5];
    std::size_t n = co_await asio::async_read(peer, asio::buffer(in), asio::use_awaitable);
    co_await asio::async_write(peer, asio::buffer("helloworld", 10), asio::use_awaitable);
    char more[10];
    n += co_await asio::async_read(peer, asio::buffer(more), asio::use_awaitable);
    std::printf("served %zu\n", n);
  }
  asio::awaitable<void> looks_up(std::string host) {
    boost::system::error_code error;
    auto found = this->resolver.resolve(host, "80");
    // FIXED:    auto found = co_await this->resolver.async_resolve(host, "80", asio::use_awaitable);
    tcp::socket one(acceptor.get_executor());
    auto endpoint = asio::connect(one, found, error);
    // FIXED:    auto endpoint = co_await asio::async_connect(one, found, asio::redirect_error(asio::use_awaitable, error));
    one.connect(endpoint);
    // FIXED:    co_await one.async_connect(endpoint, asio::use_awaitable);
    one.wait(tcp::socket::wait_read, error);
    // FIXED:    co_await one.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
    timer.wait();
    // FIXED:    co_await timer.async_wait(asio::use_awaitable);
    co_return;
  }
};

// Its result is the error code, which the twin does not give.
asio::awaitable<bool> asks_at_once(tcp::socket &socket, tcp::endpoint there) {
  boost::system::error_code error;
  if (socket.connect(there, error))
    // FIXED:  if (socket.connect(there, error))
    co_return false;
  co_return true;
}
#define SEND(SOCKET, TEXT) asio::write(SOCKET, asio::buffer(TEXT))
asio::awaitable<void> not_in_a_macro(tcp::socket &socket, std::string text) {
  SEND(socket, text);
  // FIXED:  SEND(socket, text);
  co_return;
}
asio::awaitable<void> not_in_a_handler(tcp::socket &socket, std::string text) {
  try {
    co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  } catch (const std::exception &) {
    asio::write(socket, asio::buffer(text));
    // FIXED:    asio::write(socket, asio::buffer(text));
  }
}

asio::awaitable<void> asks(tcp::endpoint there) {
  tcp::socket socket(co_await asio::this_coro::executor);
  socket.connect(there);
  // FIXED:  co_await socket.async_connect(there, asio::use_awaitable);
  std::printf("read %zu\n", co_await sends_and_reads(socket, "hello"));
}

int main() {
  asio::io_context io;
  Server server{tcp::acceptor(io, {asio::ip::make_address("127.0.0.1"), 0})};
  asio::co_spawn(io, server.serves(), asio::detached);
  asio::co_spawn(io, asks(server.acceptor.local_endpoint()), asio::detached);
  io.run();
}
// RUNS-DAG: served 15
// RUNS-DAG: read 10
