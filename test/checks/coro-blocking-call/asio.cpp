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

asio::awaitable<int> load(int id);

asio::awaitable<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  co_return;
}
asio::awaitable<void> waits_for_a_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  timer.wait();
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
  other.wait(error);
  co_return;
}
asio::awaitable<void> awaits_a_deadline_timer(asio::deadline_timer &timer, asio::system_timer &other) {
  co_await timer.async_wait(asio::use_awaitable);
  co_await other.async_wait(asio::deferred);
}

asio::awaitable<void> resolves_a_name(std::string host) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto found = resolver.resolve(host, "https");
}
asio::awaitable<void> awaits_a_name(std::string host) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto found = co_await resolver.async_resolve(host, "https", asio::use_awaitable);
  auto [error, other] = co_await resolver.async_resolve(host, "http", asio::as_tuple(asio::use_awaitable));
  auto numeric = asio::ip::make_address("127.0.0.1");
}

asio::awaitable<void> connects(tcp::socket &socket, const tcp::resolver::results_type &found) {
  asio::connect(socket, found);
  socket.connect(*found.begin());
  co_return;
}
asio::awaitable<void> awaits_a_connection(tcp::socket &socket, const tcp::resolver::results_type &found) {
  co_await asio::async_connect(socket, found, asio::use_awaitable);
  co_await socket.async_connect(*found.begin(), asio::use_awaitable);
}

asio::awaitable<void> accepts(tcp::acceptor &acceptor) {
  tcp::socket socket = acceptor.accept();
  boost::system::error_code error;
  acceptor.accept(socket, error);
  acceptor.wait(tcp::acceptor::wait_read);
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
  auto n = asio::read_until(socket, asio::dynamic_buffer(text), "\n");
  co_return;
}
asio::awaitable<void> writes_to_a_stream(tcp::socket &socket, std::string &text) {
  boost::system::error_code error;
  asio::write(socket, asio::buffer(text), error);
  co_return;
}
asio::awaitable<void> awaits_a_stream(tcp::socket &socket, std::string &text) {
  co_await asio::async_read(socket, asio::buffer(text), asio::use_awaitable);
  auto n = co_await asio::async_read_until(socket, asio::dynamic_buffer(text), "\n", asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}

asio::awaitable<void> reads_and_writes_a_socket(tcp::socket &socket, std::vector<char> &data) {
  std::size_t n = socket.read_some(asio::buffer(data));
  n += socket.write_some(asio::buffer(data));
  n += socket.receive(asio::buffer(data));
  n += socket.send(asio::buffer(data));
  socket.wait(tcp::socket::wait_read);
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
  socket.send_to(asio::buffer(data), from);
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
  co_return;
}

asio::awaitable<int> waits_for_a_future(std::future<int> later) {
  co_return later.get();
}
asio::awaitable<int> asks_a_future_first(std::future<int> later) {
  if (later.wait_for(0s) == std::future_status::ready)
    co_return later.get();
  co_return 0;
}

asio::awaitable<void> joins_a_pool() {
  asio::thread_pool pool(2);
  asio::post(pool, [] {});
  pool.join();
  co_return;
}
asio::awaitable<void> stops_a_pool(asio::thread_pool &pool) {
  asio::post(pool, [] {});
  pool.stop();
  co_return;
}

asio::awaitable<void> opens_a_file() {
  std::ifstream in("settings.ini");
  co_return;
}

// Threads of a pool are there to be blocked.
asio::awaitable<std::string> look_up(std::string host) {
  std::this_thread::sleep_for(10ms);
  co_return host;
}
asio::awaitable<void> spawns_on_a_pool(asio::thread_pool &pool, std::string host) {
  co_await asio::co_spawn(pool, look_up(host), asio::use_awaitable);
  asio::co_spawn(pool.get_executor(), []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(10ms);
    co_return;
  }, asio::detached);
}
asio::awaitable<void> spawns_on_a_strand_of_a_pool(asio::thread_pool &pool) {
  auto strand = asio::make_strand(pool);
  asio::co_spawn(strand, []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(10ms);
    co_return;
  }, asio::detached);
  co_return;
}
asio::awaitable<void> spawns_on_the_loop(asio::io_context &io) {
  asio::co_spawn(io, []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(10ms);
    co_return;
  }, asio::detached);
  co_return;
}
asio::awaitable<void> posts_to_a_pool(asio::thread_pool &pool) {
  asio::post(pool, [] { std::this_thread::sleep_for(10ms); });
  co_return;
}
asio::awaitable<void> hops_to_a_pool(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  std::this_thread::sleep_for(10ms);
}
asio::awaitable<void> hops_to_a_pool_by_its_executor(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);
  std::this_thread::sleep_for(10ms);
}
asio::awaitable<void> hops_with_deferred(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::deferred);
  std::this_thread::sleep_for(10ms);
}
asio::awaitable<void> hops_to_the_loop(asio::io_context &io) {
  co_await asio::post(io, asio::use_awaitable);
  std::this_thread::sleep_for(10ms);
}

// A plain handler is no coroutine.
void in_a_handler(asio::steady_timer &timer) {
  timer.async_wait([&](boost::system::error_code) { timer.wait(); });
  timer.wait();
}
