// RUN: %lint %s
#include <seastar/core/coroutine.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <string>
#include <vector>

using seastar::future;

struct Shard {
  future<> stop();
};
struct Database {
  future<> insert(std::string row);
};

// A function of the library that goes from element to element is a loop.
future<> by_a_function(std::vector<Shard> &shards) {
  return seastar::do_for_each(shards, [](Shard &shard) { return shard.stop(); });
  // CHECK: [[#@LINE-1]]:65: remark: each iteration works on its own element, but starts only when the one before is done [coro-await-in-loop]
  // CHECK: [[#@LINE-2]]:65: note: 'seastar::parallel_for_each' awaits a range of tasks at once, 'seastar::max_concurrent_for_each' a limited number at a time
}
future<> by_a_function_with_a_coroutine(std::vector<Shard> &shards, int &stopped) {
  co_await seastar::do_for_each(shards.begin(), shards.end(), [&stopped](Shard &shard) -> future<> {
    // CHECK: [[#@LINE-1]]:63: warning: 'stopped' is read after its closure is gone: 'do_for_each' lets it go when the coroutine is first suspended [coro-dangling-lambda]
    co_await shard.stop();
    // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
    ++stopped;
  });
}
future<> by_a_loop(std::vector<Shard> &shards) {
  for (auto &shard : shards)
    co_await shard.stop();
  // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
}

future<> at_once(std::vector<Shard> &shards) {
  return seastar::parallel_for_each(shards, [](Shard &shard) { return shard.stop(); });
}
future<> into_one_object(std::vector<std::string> &rows, Database &database) {
  return seastar::do_for_each(rows, [&database](const std::string &row) { return database.insert(row); });
}
future<> paced(std::vector<Shard> &shards) {
  co_await seastar::do_for_each(shards, [](Shard &shard) -> future<> {
    co_await shard.stop();
    co_await seastar::sleep(std::chrono::seconds(1));
  });
}
future<> the_next_needs_the_last(std::vector<std::string> &rows, std::string &last) {
  return seastar::do_for_each(rows, [&last](const std::string &row) -> future<> {
    last = row + last;
    co_return;
  });
}
