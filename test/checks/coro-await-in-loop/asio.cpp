// RUN: %lint %s
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

struct Session {
  tcp::socket socket;
  asio::awaitable<void> stop();
};
asio::awaitable<std::string> fetch(std::string url);

asio::awaitable<void> each_session(std::vector<std::shared_ptr<Session>> &sessions) {
  for (auto &session : sessions)
    co_await session->stop();
  // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element, but starts only when the one before is done [coro-await-in-loop]
  // CHECK: [[#@LINE-2]]:5: note: 'boost::asio::experimental::make_parallel_group' awaits a range of tasks at once; if there can be many, await a limited number at a time
}
asio::awaitable<std::vector<std::string>> each_page(std::vector<std::string> urls) {
  std::vector<std::string> all;
  for (const auto &url : urls)
    all.push_back(co_await fetch(url));
  // CHECK: [[#@LINE-1]]:19: remark: each iteration works on its own element
  co_return all;
}

// Talking to a peer, and waiting, has an order.
asio::awaitable<void> pieces_to_one_peer(tcp::socket &socket, const std::vector<std::string> &pieces) {
  for (const auto &piece : pieces)
    co_await asio::async_write(socket, asio::buffer(piece), asio::use_awaitable);
}
asio::awaitable<void> to_each_peer(std::vector<std::shared_ptr<Session>> &sessions, const std::string &text) {
  for (auto &session : sessions)
    co_await asio::async_write(session->socket, asio::buffer(text), asio::use_awaitable);
}
asio::awaitable<void> paced(std::vector<std::string> urls, asio::steady_timer &timer) {
  for (const auto &url : urls) {
    co_await fetch(url);
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(asio::use_awaitable);
  }
}
