// A name for a local, or for a part of one: a reference, an element of what a
// loop goes over, what a structured binding takes apart.
// RUN: %lint %s
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <list>
#include <map>
#include <memory>
#include <mini/coro.h>
#include <string>
#include <utility>
#include <vector>

struct Item {
  std::string name;
  int count;
};
cppcoro::task<int> process(const Item &item);
cppcoro::task<int> length(const std::string &of);
cppcoro::task<int> store(const std::string &key, const int &value);
std::vector<Item> load();
Item made();
const Item &known();
using Tasks = std::vector<cppcoro::task<int>>;

// --- references

cppcoro::task<int> of_an_extended_temporary() {
  const auto &item = made();
  return process(item);
  // CHECK: [[#@LINE-1]]:18: warning: 'item' is gone when the task of 'process' uses it: the task is returned [coro-dangling-argument]
}
cppcoro::task<int> of_a_part() {
  Item item = made();
  auto &name = item.name;
  return length(name);
  // CHECK: [[#@LINE-1]]:17: warning: 'name' is gone when the task of 'length' uses it: the task is returned
}
cppcoro::task<int> of_the_first(std::list<Item> items) {
  auto &first = items.front();
  return process(first);
  // CHECK: [[#@LINE-1]]:18: warning: 'first' is gone when the task of 'process' uses it: the task is returned
}
cppcoro::task<int> of_what_is_known() {
  const auto &item = known();
  return process(item);
}
cppcoro::task<int> of_what_is_shared(std::shared_ptr<Item> item) {
  auto &of = *item;
  return process(of);
}
cppcoro::task<int> of_a_parameter(Item &given) {
  auto &item = given;
  return process(item);
}
cppcoro::task<int> of_an_extended_temporary_awaited() {
  const auto &item = made();
  co_return co_await process(item);
}
cppcoro::task<int> of_what_was_given_away(std::vector<std::unique_ptr<Item>> &all, std::unique_ptr<Item> item) {
  auto &of = *item;
  all.push_back(std::move(item));
  return process(of);
}
Tasks of_elements_that_were_given_away(std::vector<std::unique_ptr<Item>> &all, std::vector<std::unique_ptr<Item>> items) {
  Tasks tasks;
  for (auto &item : items) {
    auto &of = *item;
    all.push_back(std::move(item));
    tasks.push_back(process(of));
  }
  return tasks;
}
Tasks of_elements_that_are_kept(std::vector<std::unique_ptr<Item>> items) {
  Tasks tasks;
  for (auto &item : items) {
    auto &of = *item;
    tasks.push_back(process(of));
    // CHECK: [[#@LINE-1]]:29: warning: 'of' is gone when the task of 'process' uses it: the task is returned
  }
  return tasks;
}

// --- elements

cppcoro::task<std::size_t> elements_of_a_temporary() {
  Tasks tasks;
  for (const auto &item : load())
    tasks.emplace_back(process(item));
  // CHECK: [[#@LINE-1]]:32: warning: 'item' is gone when the task of 'process' uses it: 'tasks' keeps the task for longer
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
Tasks elements_of_a_local(std::vector<Item> items) {
  Tasks tasks;
  for (auto &item : items)
    tasks.push_back(process(item));
  // CHECK: [[#@LINE-1]]:29: warning: 'item' is gone when the task of 'process' uses it: the task is returned
  return tasks;
}
Tasks elements_of_an_array() {
  Item items[2] = {made(), made()};
  Tasks tasks;
  for (auto &item : items)
    tasks.push_back(process(item));
  // CHECK: [[#@LINE-1]]:29: warning: 'item' is gone when the task of 'process' uses it: the task is returned
  return tasks;
}
struct Shop {
  std::vector<Item> items;
  Tasks elements_of_a_member() {
    Tasks tasks;
    for (auto &item : items)
      tasks.push_back(process(item));
    return tasks;
  }
};
cppcoro::task<std::size_t> elements_of_a_local_that_outlives_them(std::vector<Item> items) {
  Tasks tasks;
  for (auto &item : items)
    tasks.push_back(process(item));
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
Tasks elements_that_others_have(std::vector<Item *> items, std::vector<std::shared_ptr<Item>> shared) {
  Tasks tasks;
  for (auto *item : items)
    tasks.push_back(process(*item));
  for (auto &item : shared)
    tasks.push_back(process(*item));
  return tasks;
}
Tasks elements_of_what_the_caller_has(const std::vector<Item> &items) {
  Tasks tasks;
  for (auto &item : items)
    tasks.push_back(process(item));
  return tasks;
}
cppcoro::task<int> elements_in_turn() {
  for (const auto &item : load())
    if (co_await process(item))
      co_return 1;
  co_return 0;
}

// --- structured bindings

cppcoro::task<std::size_t> pairs_by_copy(std::map<std::string, int> rows) {
  Tasks tasks;
  for (auto [key, value] : rows)
    tasks.push_back(store(key, value));
  // CHECK: [[#@LINE-1]]:27: warning: 'key' is gone when the task of 'store' uses it: 'tasks' keeps the task for longer
  // CHECK: [[#@LINE-2]]:32: warning: 'value' is gone when the task of 'store' uses it: 'tasks' keeps the task for longer
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
cppcoro::task<int> a_field() {
  auto [name, count] = made();
  return length(name);
  // CHECK: [[#@LINE-1]]:17: warning: 'name' is gone when the task of 'length' uses it: the task is returned
}
cppcoro::task<int> a_field_by_reference(Item item) {
  auto &[name, count] = item;
  return length(name);
  // CHECK: [[#@LINE-1]]:17: warning: 'name' is gone when the task of 'length' uses it: the task is returned
}
cppcoro::task<std::size_t> pairs_by_reference(std::map<std::string, int> rows) {
  Tasks tasks;
  for (auto &[key, value] : rows)
    tasks.push_back(store(key, value));
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
std::pair<Item &, int> found();
cppcoro::task<int> a_reference_in_a_pair() {
  auto [item, count] = found();
  return process(item);
}
struct Row {
  Item &item;
  int count;
};
cppcoro::task<int> a_reference_in_a_struct(Row row) {
  auto [item, count] = row;
  return process(item);
}
