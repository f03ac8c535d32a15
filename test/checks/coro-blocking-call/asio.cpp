// RUN: %lint %s
#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <chrono>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using namespace std::chrono_literals;

using Channel = asio::experimental::channel<void(boost::system::error_code, int)>;

asio::awaitable<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await asio::steady_timer(co_await asio::this_coro::executor, d).async_wait(asio::use_awaitable)
  co_return;
}
asio::awaitable<void> waits_for_a_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  timer.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until the timer ends
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await timer.async_wait(asio::use_awaitable)
  co_await timer.async_wait(asio::use_awaitable);
}
asio::awaitable<void> awaits_a_timer(asio::steady_timer timer) {
  co_await timer.async_wait(asio::use_awaitable);
  auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  timer.async_wait([](boost::system::error_code) {});
  timer.expires_after(10ms);
  timer.cancel();
}

asio::awaitable<void> waits_for_a_deadline_timer(asio::deadline_timer &timer, asio::system_timer &other) {
  boost::system::error_code error;
  timer.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread
  other.wait(error);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread
  co_return;
}
asio::awaitable<void> awaits_a_deadline_timer(asio::deadline_timer &timer, asio::system_timer &other) {
  co_await timer.async_wait(asio::use_awaitable);
  co_await other.async_wait(asio::deferred);
}

asio::awaitable<void> resolves_a_name(std::string host) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto found = resolver.resolve(host, "https");
  // CHECK: [[#@LINE-1]]:16: warning: the call of 'resolve' blocks the coroutine's thread: it waits for the name server, which can take seconds
  // CHECK: [[#@LINE-2]]:16: note: what can be awaited instead: co_await resolver.async_resolve(host, "https", asio::use_awaitable)
}
asio::awaitable<void> awaits_a_name(std::string host) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto found = co_await resolver.async_resolve(host, "https", asio::use_awaitable);
  auto [error, other] = co_await resolver.async_resolve(host, "http", asio::as_tuple(asio::use_awaitable));
  auto address = asio::ip::make_address("127.0.0.1");
}

asio::awaitable<void> connects(tcp::socket &socket, const tcp::resolver::results_type &found) {
  asio::connect(socket, found);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'connect' blocks the coroutine's thread: it waits for the peer's answer
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await asio::async_connect(socket, found, asio::use_awaitable)
  socket.connect(*found.begin());
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'connect' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await socket.async_connect(*found.begin(), asio::use_awaitable)
  co_return;
}
asio::awaitable<void> awaits_a_connection(tcp::socket &socket, const tcp::resolver::results_type &found) {
  co_await asio::async_connect(socket, found, asio::use_awaitable);
  co_await socket.async_connect(*found.begin(), asio::use_awaitable);
}

asio::awaitable<void> accepts(tcp::acceptor &acceptor) {
  tcp::socket socket = acceptor.accept();
  // CHECK: [[#@LINE-1]]:24: warning: the call of 'accept' blocks the coroutine's thread: it waits until a peer connects
  // CHECK: [[#@LINE-2]]:24: note: what can be awaited instead: co_await acceptor.async_accept(asio::use_awaitable)
  boost::system::error_code error;
  acceptor.accept(socket, error);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'accept' blocks the coroutine's thread
  acceptor.wait(tcp::acceptor::wait_read);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until a peer connects
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await acceptor.async_wait(tcp::acceptor::wait_read, asio::use_awaitable)
  co_return;
}
asio::awaitable<void> awaits_a_peer(tcp::acceptor &acceptor) {
  tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
  co_await acceptor.async_wait(tcp::acceptor::wait_read, asio::use_awaitable);
  acceptor.listen();
  acceptor.close();
}

asio::awaitable<void> reads_from_a_stream(tcp::socket &socket, std::string &text) {
  asio::read(socket, asio::buffer(text));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'read' blocks the coroutine's thread: it waits until the peer sends
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await asio::async_read(socket, asio::buffer(text), asio::use_awaitable)
  auto n = asio::read_until(socket, asio::dynamic_buffer(text), "\n");
  // CHECK: [[#@LINE-1]]:12: warning: the call of 'read_until' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:12: note: what can be awaited instead: co_await asio::async_read_until(socket, asio::dynamic_buffer(text), "\n", asio::use_awaitable)
  co_return;
}
asio::awaitable<void> writes_to_a_stream(tcp::socket &socket, std::string &text) {
  boost::system::error_code error;
  asio::write(socket, asio::buffer(text), error);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'write' blocks the coroutine's thread: it waits until the peer takes the data
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await asio::async_write(socket, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error))
  co_return;
}
asio::awaitable<void> awaits_a_stream(tcp::socket &socket, std::string &text) {
  co_await asio::async_read(socket, asio::buffer(text), asio::use_awaitable);
  auto n = co_await asio::async_read_until(socket, asio::dynamic_buffer(text), "\n", asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}

asio::awaitable<void> reads_and_writes_a_socket(tcp::socket &socket, std::vector<char> &data) {
  std::size_t n = socket.read_some(asio::buffer(data));
  // CHECK: [[#@LINE-1]]:19: warning: the call of 'read_some' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:19: note: what can be awaited instead: co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable)
  n += socket.write_some(asio::buffer(data));
  // CHECK: [[#@LINE-1]]:8: warning: the call of 'write_some' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:8: note: what can be awaited instead: co_await socket.async_write_some(asio::buffer(data), asio::use_awaitable)
  n += socket.receive(asio::buffer(data));
  // CHECK: [[#@LINE-1]]:8: warning: the call of 'receive' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:8: note: what can be awaited instead: co_await socket.async_receive(asio::buffer(data), asio::use_awaitable)
  n += socket.send(asio::buffer(data));
  // CHECK: [[#@LINE-1]]:8: warning: the call of 'send' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:8: note: what can be awaited instead: co_await socket.async_send(asio::buffer(data), asio::use_awaitable)
  socket.wait(tcp::socket::wait_read);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until the socket is ready
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable)
  co_return;
}
asio::awaitable<void> awaits_a_socket(tcp::socket &socket, std::vector<char> &data) {
  std::size_t n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  n += co_await socket.async_write_some(asio::buffer(data), asio::use_awaitable);
  n += co_await socket.async_receive(asio::buffer(data), asio::use_awaitable);
  n += co_await socket.async_send(asio::buffer(data), asio::use_awaitable);
  co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  n += socket.available();
  socket.shutdown(tcp::socket::shutdown_both);
  socket.close();
}

asio::awaitable<void> waits_for_a_datagram(udp::socket &socket, std::vector<char> &data) {
  udp::endpoint from;
  socket.receive_from(asio::buffer(data), from);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'receive_from' blocks the coroutine's thread: it waits until a peer sends
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await socket.async_receive_from(asio::buffer(data), from, asio::use_awaitable)
  socket.send_to(asio::buffer(data), from);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'send_to' blocks the coroutine's thread: it waits while the send buffer is full
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await socket.async_send_to(asio::buffer(data), from, asio::use_awaitable)
  co_return;
}
// Seen in a proxy server: connecting a datagram socket asks nobody.
asio::awaitable<void> names_the_peer_of_a_datagram_socket(udp::socket &socket, udp::endpoint to) {
  socket.connect(to);
  co_return;
}
asio::awaitable<void> awaits_a_datagram(udp::socket &socket, std::vector<char> &data) {
  udp::endpoint from;
  co_await socket.async_receive_from(asio::buffer(data), from, asio::use_awaitable);
  co_await socket.async_send_to(asio::buffer(data), from, asio::use_awaitable);
}

asio::awaitable<void> connects_a_stream() {
  tcp::iostream stream;
  stream.connect("localhost", "http");
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'connect' blocks the coroutine's thread: it waits for the name server and the peer
  co_return;
}
asio::awaitable<void> takes_a_connected_stream(tcp::socket socket) {
  tcp::iostream stream(std::move(socket));
  stream.expires_after(10ms);
  stream.close();
  co_return;
}

asio::awaitable<int> waits_for_a_future(std::future<int> later) { co_return later.get(); }
// CHECK: [[#@LINE-1]]:77: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there
// CHECK: [[#@LINE-2]]:77: note: what can be awaited instead: co_await channel.async_receive(asio::use_awaitable)
asio::awaitable<void> waits_for_the_future_of_an_operation(asio::steady_timer &timer) {
  timer.async_wait(asio::use_future).get();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'get' blocks the coroutine's thread
  co_return;
}
asio::awaitable<int> awaits_a_channel(Channel &channel) {
  channel.try_send(boost::system::error_code{}, 1);
  channel.try_receive([](boost::system::error_code, int) {});
  co_return co_await channel.async_receive(asio::use_awaitable);
}
asio::awaitable<int> asks_a_future_first(std::future<int> later) {
  if (later.wait_for(0s) == std::future_status::ready)
    co_return later.get();
  co_return 0;
}

asio::awaitable<void> opens_a_file() {
  std::ifstream in("settings.ini");
  // CHECK: [[#@LINE-1]]:17: remark: the construction of 'ifstream' blocks the coroutine's thread: it opens a file, which waits for the disk [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:17: note: what can be awaited instead: co_await asio::co_spawn(pool, work(), asio::use_awaitable)
  co_return;
}

// A handler is no coroutine, but it is on the loop's thread.
void in_a_handler(asio::steady_timer &timer) {
  timer.async_wait([&](boost::system::error_code) { timer.wait(); });
  // CHECK: [[#@LINE-1]]:53: remark: the call of 'wait' blocks the handler's thread
  timer.wait();
}

template <class Stream> asio::awaitable<void> in_a_template(Stream &stream, std::string &text) {
  asio::read(stream, asio::buffer(text));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'read' blocks the coroutine's thread
  co_await asio::async_read(stream, asio::buffer(text), asio::use_awaitable);
}
asio::awaitable<void> instantiates(tcp::socket &socket, std::string &text) {
  co_await in_a_template(socket, text);
}

// What could be awaited is spelled as this file spells it, also far from the call that blocks.
static void helper() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
asio::awaitable<void> through_a_helper() {
  helper();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'helper' blocks the coroutine's thread: it comes to the call of 'sleep_for'
  // CHECK: note: what can be awaited instead: co_await asio::steady_timer(co_await asio::this_coro::executor, d).async_wait(asio::use_awaitable)
  co_return;
}
