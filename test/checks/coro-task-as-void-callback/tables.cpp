// RUN: %lint %s
// Tables of handlers: what a container makes of an entry is a slot, too.
#include <functional>
#include <map>
#include <mini/task.h>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

mini::task<> save();
mini::fire_and_forget announce();
void print();

struct entry {
  const char *name;
  std::function<void()> run;
};

void fills_tables() {
  std::map<std::string, std::function<void()>> table = {
      {"print", [] { print(); }},
      {"announce", [] { return announce(); }},
      {"save", [] { return save(); }},
      // CHECK: [[#@LINE-1]]:16: warning: the task that this lambda returns is dropped by 'std::function', so it never runs
  };
  table.emplace("print", [] { print(); });
  table.emplace("save", [] { return save(); });
  // CHECK: [[#@LINE-1]]:25: warning: the task that this lambda returns is dropped by 'std::function', so it never runs
  table.insert_or_assign("save", save);
  // CHECK: [[#@LINE-1]]:34: warning: the task that 'save' returns is dropped by 'std::function', so it never runs
  std::vector<std::function<void()>> list;
  list.emplace_back([] { return save(); });
  // CHECK: [[#@LINE-1]]:21: warning: the task that this lambda returns is dropped
  list.push_back([] { return save(); });
  // CHECK: [[#@LINE-1]]:18: warning: the task that this lambda returns is dropped
  entry one = {"save", [] { return save(); }};
  // CHECK: [[#@LINE-1]]:24: warning: the task that this lambda returns is dropped
  std::vector<entry> entries = {{"print", print}};
  std::unordered_map<int, std::function<mini::task<>()>> kept;
  kept.emplace(1, [] { return save(); });
  std::vector<std::pair<int, std::function<void()>>> pairs;
  pairs.emplace_back(1, [] { return save(); });
  // CHECK: [[#@LINE-1]]:25: warning: the task that this lambda returns is dropped
}
