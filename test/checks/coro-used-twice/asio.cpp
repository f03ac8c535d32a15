// RUN: %lint %s
#include <boost/asio.hpp>
#include <string>
#include <utility>

namespace asio = boost::asio;

asio::awaitable<int> load(int id);
asio::awaitable<void> save(std::string row);

asio::awaitable<int> awaited_twice() {
  auto job = load(1);
  int first = co_await std::move(job);
  co_return first + co_await std::move(job);
  // CHECK: [[#@LINE-1]]:40: warning: 'job' is used again, and such a task gives its result only once [coro-used-twice]
  // CHECK: [[#@LINE-3]]:34: note: it is awaited here
}
asio::awaitable<int> awaited_once_each() {
  auto job = load(1);
  auto other = load(2);
  int first = co_await std::move(job);
  co_return first + co_await std::move(other);
}

asio::awaitable<void> spawned_and_awaited(asio::io_context &io) {
  auto job = load(1);
  asio::co_spawn(io, std::move(job), asio::detached);
  co_await std::move(job);
  // CHECK: [[#@LINE-1]]:22: warning: 'job' is used after it was moved away
}

asio::awaitable<void> in_each_round() {
  auto job = load(1);
  for (int round = 0; round != 3; ++round) {
    co_await std::move(job);
    // CHECK: [[#@LINE-1]]:24: warning: 'job' is awaited in each round, and such a task gives its result only once
    // CHECK: [[#@LINE-4]]:8: note: it is made once, here
  }
}
asio::awaitable<void> made_in_each_round() {
  for (int round = 0; round != 3; ++round) {
    auto job = load(1);
    co_await std::move(job);
  }
}

struct bridged {
  asio::awaitable<void> done;
  int promise;
};
bridged make_bridge();
asio::awaitable<void> parts_made_in_each_round() {
  for (int round = 0; round != 3; ++round) {
    auto [done, promise] = make_bridge();
    (void)promise;
    co_await std::move(done);
  }
}
asio::awaitable<void> parts_in_each_round() {
  auto [done, promise] = make_bridge();
  for (int round = 0; round != 3; ++round) {
    co_await std::move(done);
    // CHECK: [[#@LINE-1]]:24: warning: 'done' is awaited in each round
  }
  (void)promise;
}
