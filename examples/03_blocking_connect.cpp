// resolve() and connect() are the synchronous twins of async_resolve() and
// async_connect(): while the network takes its time, no other coroutine of
// this thread runs, the server of this very program included.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view banner = "hello from the server";

asio::awaitable<void> serve(tcp::acceptor &acceptor) {
  auto client = co_await acceptor.async_accept(asio::use_awaitable);
  const std::size_t sent = co_await asio::async_write(
      client, asio::buffer(banner), asio::use_awaitable);
  std::cout << "served " << sent << " bytes\n";
}

asio::awaitable<void> fetch(unsigned short port) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::resolver resolver(executor);
  const auto found = resolver.resolve("127.0.0.1", std::to_string(port));
  tcp::socket socket(executor);
  socket.connect(*found.begin());
  std::string text(banner.size(), ' ');
  const std::size_t got = co_await asio::async_read(socket, asio::buffer(text),
                                                    asio::use_awaitable);
  std::cout << "fetched " << got << " bytes: " << text << '\n';
}

int main() {
  asio::io_context io;
  tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
  const auto rethrow = [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  };
  asio::co_spawn(io, serve(acceptor), rethrow);
  asio::co_spawn(io, fetch(acceptor.local_endpoint().port()), rethrow);
  io.run();
}
