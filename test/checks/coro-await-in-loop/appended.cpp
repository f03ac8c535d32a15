// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO
// Results of several elements each, and the largest of all.
#include <algorithm>
#include <any/task.h>
#include <iterator>
#include <string>
#include <vector>

struct shard {
  task<std::vector<int>> scan(std::string prefix) const;
  task<int> count(int above) const;
};

task<std::vector<int>> ranges(const std::vector<shard> &shards, std::string prefix) {
  std::vector<int> all;
  for (const shard &one : shards) {
    auto part = co_await one.scan(prefix);
    // CHECK: [[#@LINE-1]]:17: remark: each iteration works on its own element
    all.insert(all.end(), part.begin(), part.end());
  }
  co_return all;
}

task<std::vector<int>> moved_ranges(const std::vector<shard> &shards) {
  std::vector<int> all;
  for (const shard &one : shards) {
    auto part = co_await one.scan("");
    // CHECK: [[#@LINE-1]]:17: remark: each iteration works on its own element
    all.insert(all.cend(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
  }
  co_return all;
}

task<std::vector<int>> copied(const std::vector<shard> &shards) {
  std::vector<int> all;
  for (const shard &one : shards) {
    auto part = co_await one.scan("");
    // CHECK: [[#@LINE-1]]:17: remark: each iteration works on its own element
    std::copy(part.begin(), part.end(), std::back_inserter(all));
  }
  co_return all;
}

task<int> the_largest(const std::vector<shard> &shards) {
  int best = 0;
  for (const shard &one : shards)
    best = std::max(best, co_await one.count(3));
  // CHECK: [[#@LINE-1]]:27: remark: each iteration works on its own element
  co_return best;
}

task<int> the_largest_so_far(const std::vector<shard> &shards) {
  int best = 0;
  for (const shard &one : shards)
    best = std::max(best, co_await one.count(best));
  co_return best;
}

task<int> the_last_of_two(const std::vector<shard> &shards, int other) {
  int best = 0;
  for (const shard &one : shards)
    best = std::max(other, co_await one.count(3));
  co_return best;
}

task<std::vector<int>> by_what_is_there(const std::vector<shard> &shards) {
  std::vector<int> all;
  for (const shard &one : shards) {
    int more = co_await one.count(int(all.size()));
    all.push_back(more);
  }
  co_return all;
}

task<std::vector<int>> of_itself(const std::vector<shard> &shards) {
  std::vector<int> all(3);
  for (const shard &one : shards) {
    auto part = co_await one.scan("");
    all.insert(all.end(), all.begin(), all.begin() + part.size());
  }
  co_return all;
}
