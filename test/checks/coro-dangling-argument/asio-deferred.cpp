// Operations that begin when somebody awaits or launches them, and coroutines
// whose end a future tells, which is kept for longer than what they were lent.
// RUN: %lint %s
#include <boost/asio.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <future>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
std::string make();
void show(const std::string &text);

asio::awaitable<void> of_a_temporary(tcp::socket &socket) {
  auto write = asio::async_write(socket, asio::buffer(make()), asio::deferred);
  // CHECK: [[#@LINE-1]]:55: warning: this temporary is gone when the task of 'async_write' uses it: the task is not awaited in this statement [coro-dangling-argument]
  co_await std::move(write);
}
auto of_a_local(tcp::socket &socket) {
  std::string line = make();
  return asio::async_write(socket, asio::buffer(line), asio::deferred);
  // CHECK: [[#@LINE-1]]:49: warning: 'line' is gone when the task of 'async_write' uses it: the task is returned
}

class Link {
public:
  void start() {
    std::string line = make();
    last_ = asio::co_spawn(socket_.get_executor(), send(line), asio::use_future);
    // CHECK: [[#@LINE-1]]:57: warning: 'line' is gone when the task of 'send' uses it: the task is kept by somebody else
  }
  void one_more() {
    std::string line = make();
    all_.push_back(asio::co_spawn(socket_.get_executor(), send(line), asio::use_future));
    // CHECK: [[#@LINE-1]]:64: warning: 'line' is gone when the task of 'send' uses it: the task is kept by somebody else
  }
  void by_number(int id) {
    std::string line = make();
    by_number_[id] = asio::co_spawn(socket_.get_executor(), send(line), asio::use_future);
    // CHECK: [[#@LINE-1]]:66: warning: 'line' is gone when the task of 'send' uses it: the task is kept by somebody else
  }

  // --- what lives for long enough

  void waits() {
    std::string line = make();
    last_ = asio::co_spawn(socket_.get_executor(), send(line), asio::use_future);
    last_.wait();
  }
  void waits_for_all() {
    std::string line = make();
    all_.push_back(asio::co_spawn(socket_.get_executor(), send(line), asio::use_future));
    for (auto &one : all_)
      one.get();
  }
  void of_its_own() { last_ = asio::co_spawn(socket_.get_executor(), send(line_), asio::use_future); }

private:
  asio::awaitable<void> send(const std::string &line) {
    co_await socket_.async_wait(tcp::socket::wait_write, asio::use_awaitable);
    show(line);
  }
  tcp::socket socket_;
  std::string line_;
  std::future<void> last_;
  std::vector<std::future<void>> all_;
  std::map<int, std::future<void>> by_number_;
};

asio::awaitable<void> in_a_group(tcp::socket &socket, asio::steady_timer &timer) {
  using namespace asio::experimental;
  co_await make_parallel_group(asio::async_write(socket, asio::buffer(make()), asio::deferred),
                               timer.async_wait(asio::deferred))
      .async_wait(wait_for_one(), asio::use_awaitable);
}
asio::awaitable<void> awaited_later(tcp::socket &socket) {
  std::string line = make();
  auto write = asio::async_write(socket, asio::buffer(line), asio::deferred);
  co_await std::move(write);
}
auto of_the_caller(tcp::socket &socket, const std::string &line) {
  return asio::async_write(socket, asio::buffer(line), asio::deferred);
}
