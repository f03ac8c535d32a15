// RUN: %lint %s
// Two downloads, each over a connection of its own.
#include <boost/asio.hpp>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::use_awaitable;

asio::awaitable<std::string> download(std::string host, std::string path) {
  auto executor = co_await asio::this_coro::executor;
  tcp::resolver resolver(executor);
  tcp::socket socket(executor);
  auto where = co_await resolver.async_resolve(host, "80", use_awaitable);
  co_await asio::async_connect(socket, where, use_awaitable);
  std::string request = "GET " + path + " HTTP/1.0\r\n\r\n";
  co_await asio::async_write(socket, asio::buffer(request), use_awaitable);
  std::string answer(100, ' ');
  co_await socket.async_read_some(asio::buffer(answer), use_awaitable);
  co_return answer;
}

asio::awaitable<std::string> ask(tcp::socket &socket, std::string question) {
  co_await asio::async_write(socket, asio::buffer(question), use_awaitable);
  std::string answer(100, ' ');
  co_await socket.async_read_some(asio::buffer(answer), use_awaitable);
  co_return answer;
}

asio::awaitable<size_t> from_two_hosts() {
  auto theirs = co_await download("a.example", "/colours");
  // CHECK: [[#@LINE-1]]:17: remark: these 2 awaits look independent, but each starts only when the one before is done
  auto ours = co_await download("b.example", "/colours");
  co_return theirs.size() + ours.size();
}

asio::awaitable<size_t> over_one_connection(tcp::socket socket) {
  auto first = co_await ask(socket, "one");
  auto second = co_await ask(socket, "two");
  co_return first.size() + second.size();
}

asio::awaitable<size_t> needs_the_first() {
  auto where = co_await download("a.example", "/where");
  auto what = co_await download(where, "/what");
  co_return what.size();
}
