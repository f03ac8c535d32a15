// A continuation refers to a local, and the future outlives the function.
// RUN: %lint %s
#include <chrono>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct abort_source {
  void request_abort();
};
seastar::future<> send(int to, std::string what, abort_source &abort);

struct transfer {
  seastar::future<> done;
  abort_source abort;
};

class raft {
  std::unordered_map<int, transfer> transfers;
  std::vector<std::vector<seastar::future<>>> rounds;

public:
  // Moving an object away does not move what refers to it.
  void sends(int to, std::string what) {
    abort_source abort;
    auto done = seastar::sleep(1ms).then([to, what, &abort] { return send(to, what, abort); });
    // CHECK: [[#@LINE-1]]:42: warning: 'abort' is gone when what 'then' calls uses it: the task is kept by somebody else [coro-dangling-argument]
    transfers.emplace(to, transfer{std::move(done), std::move(abort)});
  }
  void sends_in_a_round(int to, std::string what) {
    abort_source abort;
    std::vector<seastar::future<>> round;
    round.push_back(seastar::sleep(1ms).then([to, what, &abort] { return send(to, what, abort); }));
    // CHECK: [[#@LINE-1]]:46: warning: 'abort' is gone when what 'then' calls uses it
    rounds.push_back(std::move(round));
  }
  seastar::future<> sends_and_waits(int to, std::string what) {
    abort_source abort;
    transfer now{seastar::sleep(1ms).then([to, what, &abort] { return send(to, what, abort); }), {}};
    co_await std::move(now.done);
  }
  void sends_what_is_kept(int to, std::string what) {
    auto [it, made] = transfers.emplace(to, transfer{seastar::make_ready_future<>(), {}});
    abort_source &abort = it->second.abort;
    it->second.done = seastar::sleep(1ms).then([to, what, &abort] { return send(to, what, abort); });
  }
};
