// RUN: %lint %s
#include <boost/asio.hpp>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<bool> say(std::string line);

class Session {
public:
  asio::awaitable<bool> send(const std::string &line);
};

class Server {
  asio::any_io_executor executor;
  asio::steady_timer timer{executor};
  std::map<int, std::shared_ptr<Session>> sessions;
  std::vector<std::string> names;

public:
  asio::awaitable<void> tells_all(std::string line) {
    for (auto &[id, session] : sessions)
      // CHECK: [[#@LINE-1]]:32: remark: the loop over 'sessions' goes on with an iterator that may be invalid after the suspension: meanwhile 'ended' can change 'sessions' [coro-stale-after-suspension]
      // CHECK: [[#@LINE+29]]:5: note: 'ended' removes from it here
      if (!co_await session->send(line))
        break;
  }
  asio::awaitable<void> tells_all_that_are_there(std::string line) {
    std::vector<std::shared_ptr<Session>> all;
    for (auto &[id, session] : sessions)
      all.push_back(session);
    for (auto &session : all)
      if (!co_await session->send(line))
        break;
  }
  asio::awaitable<void> asks_who_runs() {
    for (auto &name : names)
      co_await asio::this_coro::executor;
  }

  // A callback of the loop adds names, while a coroutine goes over them.
  void starts() {
    asio::co_spawn(executor, greets(), asio::detached);
    timer.async_wait([this](boost::system::error_code) { names.push_back("late"); });
  }
  asio::awaitable<void> greets() {
    for (const std::string &name : names)
      // CHECK: [[#@LINE-1]]:36: remark: the loop over 'names' goes on with an iterator that may be invalid after the suspension: meanwhile 'starts' can change 'names'
      if (!co_await say(name))
        break;
  }
  void ended(int id) {
    sessions.erase(id);
  }
};

// What was queued while the first is written comes behind it.
class Writer {
  asio::ip::tcp::socket socket;
  std::deque<std::string> lines;

public:
  void send(std::string line) {
    bool is_idle = lines.empty();
    lines.push_back(std::move(line));
    if (is_idle)
      asio::co_spawn(socket.get_executor(), writes(), asio::detached);
  }

private:
  asio::awaitable<void> writes() {
    while (!lines.empty()) {
      auto &line = lines.front();
      co_await asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
      co_await say(line);
      lines.pop_front();
    }
  }
};
