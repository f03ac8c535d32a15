// An operation that begins when its task is awaited: what its buffers are of,
// and the object that it is an operation of.
// RUN: %lint %s
#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<std::size_t> of_a_parameter(tcp::socket &socket, std::string line) {
  line += '\n';
  return asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:49: warning: 'line' is gone when the task of 'async_write' uses it: the task is returned [coro-dangling-argument]
}
asio::awaitable<std::size_t> into_an_array(tcp::socket &socket) {
  char data[512];
  return socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:46: warning: 'data' is gone when the task of 'async_read_some' uses it: the task is returned
}
asio::awaitable<std::size_t> of_a_pointer(tcp::socket &socket, std::vector<char> all) {
  return asio::async_write(socket, asio::buffer(all.data(), all.size()), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:49: warning: 'all' is gone when the task of 'async_write' uses it: the task is returned
}
asio::awaitable<void> of_a_temporary(tcp::socket &socket, int n) {
  auto job = asio::async_write(socket, asio::buffer(std::to_string(n)), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:53: warning: this temporary is gone when the task of 'async_write' uses it: the task is not awaited in this statement
  co_await std::move(job);
}
asio::awaitable<void> of_a_timer(asio::any_io_executor on, std::chrono::milliseconds time) {
  asio::steady_timer timer(on, time);
  return timer.async_wait(asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:10: warning: 'timer' is gone when the task of 'async_wait' uses it: the task is returned
}
asio::awaitable<std::size_t> on_a_local(tcp::socket &socket, const std::string &line) {
  tcp::socket own(socket.get_executor());
  return asio::async_write(own, asio::buffer(line), asio::use_awaitable);
  // CHECK: [[#@LINE-1]]:28: warning: 'own' is gone when the task of 'async_write' uses it: the task is returned
}

// A coroutine of one's own that is given a buffer, or a pointer.
asio::awaitable<void> send(asio::const_buffer data);
asio::awaitable<void> send_text(const char *text);
asio::awaitable<void> a_buffer(std::string line) {
  return send(asio::buffer(line));
  // CHECK: [[#@LINE-1]]:28: warning: 'line' is gone when the task of 'send' uses it: the task is returned
}
asio::awaitable<void> a_text(std::string line) {
  return send_text(line.c_str());
  // CHECK: [[#@LINE-1]]:20: warning: 'line' is gone when the task of 'send_text' uses it: the task is returned
}

// --- what lives for long enough

asio::awaitable<std::size_t> awaited(tcp::socket &socket, std::string line) {
  co_return co_await asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
}
asio::awaitable<void> a_temporary_awaited(tcp::socket &socket) {
  co_await asio::async_write(socket, asio::buffer(std::string("now")), asio::use_awaitable);
}
asio::awaitable<void> awaited_later(tcp::socket &socket) {
  std::string line = "line\n";
  auto job = asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
  co_await std::move(job);
}
asio::awaitable<std::size_t> of_the_caller(tcp::socket &socket, const std::string &line) {
  return asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
}
asio::awaitable<std::size_t> of_another_view(tcp::socket &socket, std::span<char> out, std::string_view in) {
  return out.empty() ? asio::async_write(socket, asio::buffer(in), asio::use_awaitable)
                     : socket.async_read_some(asio::buffer(out.data(), out.size()), asio::use_awaitable);
}
asio::awaitable<std::size_t> of_a_constant(tcp::socket &socket) {
  static const std::array<char, 4> data{'p', 'i', 'n', 'g'};
  return asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
}
asio::awaitable<void> sends(asio::const_buffer of, std::vector<asio::const_buffer> more) {
  return send(asio::buffer(of));
}
struct Link {
  tcp::socket socket;
  asio::steady_timer timer;
  std::string line;
  asio::awaitable<std::size_t> flush() { return asio::async_write(socket, asio::buffer(line), asio::use_awaitable); }
  asio::awaitable<void> rest() { return timer.async_wait(asio::use_awaitable); }
};
void with_a_handler(tcp::socket &socket, std::string line) {
  asio::async_write(socket, asio::buffer(line), [](boost::system::error_code, std::size_t) {});
}
