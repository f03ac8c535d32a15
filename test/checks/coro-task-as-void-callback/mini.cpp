// A callable that returns a task, given to something that throws the task away,
// on the task types of many libraries. LOST is what that means there.
//
// RUN: %lint %s --define=LOST="it never runs" -- -DON_MINI
// RUN: %lint %s --define=LOST="its error is lost" -- -DON_MINI_EAGER
// RUN: %lint %s --define=LOST="it never runs" -- -DON_CPPCORO
// RUN: %lint %s --define=LOST="it never runs" -- -DON_FOLLY
// RUN: %lint %s --define=LOST="it never runs" -- -DON_ASIO
// RUN: %lint %s --define=LOST="it never runs" -- -DON_COBALT
// RUN: %lint %s --define=LOST="it never runs" -- -DON_STDEXEC
// RUN: %lint %s --define=LOST="its error is lost" -- -DON_SEASTAR
// RUN: %lint %s --define=LOST="its error is lost" -- -DON_CONCURRENCPP

#include <algorithm>
#include <any/task.h>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

task<void> save(std::string row);
task<int> load(int id);
task<void> tick();
void on_click(std::function<void()> handler);
void on_row(std::function<void(int)> handler);
void on_task(std::function<task<void>()> handler);
template <class F> void unseen(F &&run);
void log();

// --- function objects that return nothing

void function_objects() {
  on_click([]() -> task<void> { co_await save("clicked"); });
  // CHECK: [[#@LINE-1]]:12: warning: the task that this lambda returns is dropped by 'std::function', so [[LOST]] [coro-task-as-void-callback]
  on_click(tick);
  // CHECK: [[#@LINE-1]]:12: warning: the task that 'tick' returns is dropped by 'std::function', so [[LOST]]
  on_row(load);
  // CHECK: [[#@LINE-1]]:10: warning: the task that 'load' returns is dropped by 'std::function'
  on_click(std::bind(&load, 1));
  // CHECK: [[#@LINE-1]]:12: warning: the task that this callable returns is dropped by 'std::function'
  std::function<void()> handler = [] { return load(1); };
  // CHECK: [[#@LINE-1]]:35: warning: the task that this lambda returns is dropped
  handler = tick;
  // CHECK: [[#@LINE-1]]:13: warning: the task that 'tick' returns is dropped
  std::function<task<void>()> makes = tick;
  on_click(makes);
  // CHECK: [[#@LINE-1]]:12: warning: the task that 'makes' returns is dropped
}
void function_objects_that_hand_the_task_on() {
  on_task([]() -> task<void> { co_await save("clicked"); });
  on_task(tick);
  on_click([] { log(); });
  on_click(log);
  std::function<void()> handler = [] { log(); };
  on_click(handler);
  std::function<task<void>()> makes = tick;
  on_task(makes);
  unseen(tick);
}

// --- what the standard library calls and forgets

void the_standard_library(std::vector<int> ids) {
  std::thread other(tick);
  // CHECK: [[#@LINE-1]]:21: warning: the task that 'tick' returns is dropped by 'std::thread', so [[LOST]]
  std::thread third([](int id) { return load(id); }, 1);
  // CHECK: [[#@LINE-1]]:21: warning: the task that this lambda returns is dropped by 'std::thread'
  std::for_each(ids.begin(), ids.end(), load);
  // CHECK: [[#@LINE-1]]:41: warning: the task that 'load' returns is dropped by 'std::for_each'
  std::ranges::for_each(ids, [](int id) { return load(id); });
  // CHECK: [[#@LINE-1]]:30: warning: the task that this lambda returns is dropped by 'std::ranges::for_each'
  std::async(std::launch::deferred, load, 1);
  // CHECK: [[#@LINE-1]]:37: warning: the task that 'load' returns is dropped by 'std::async'
  other.join();
  third.join();
}
task<int> the_standard_library_hands_it_on(std::vector<int> ids) {
  std::for_each(ids.begin(), ids.end(), [](int) { log(); });
  std::vector<task<int>> jobs;
  std::transform(ids.begin(), ids.end(), std::back_inserter(jobs), load);
  auto later = std::async(std::launch::deferred, load, 1);
  co_return co_await std::invoke(load, 2);
}

// --- templates that are here

template <class F> void twice(F run) {
  run();
  run();
}
template <class F> void often(F &&run) { twice(run); }
template <class F> auto with_retry(F run) { return run(); }
template <class F> task<void> awaited(F run) { co_await run(); }

void templates() {
  twice([]() -> task<void> { co_await save("twice"); });
  // CHECK: [[#@LINE-1]]:9: warning: the task that this lambda returns is dropped by 'twice', so [[LOST]]
  // CHECK: [[#@LINE-10]]:3: note: it is dropped here
  often(tick);
  // CHECK: [[#@LINE-1]]:9: warning: the task that 'tick' returns is dropped by 'often', so [[LOST]]
  // CHECK: [[#@LINE-13]]:3: note: it is dropped here
  auto generic = [](auto run) { run(); };
  generic(tick);
  // CHECK: [[#@LINE-1]]:11: warning: the task that 'tick' returns is dropped by a lambda
  // CHECK: [[#@LINE-3]]:33: note: it is dropped here
}
task<void> templates_that_await_it() {
  twice([] { log(); });
  co_await with_retry(tick);
  co_await awaited(tick);
}

struct Button {
  std::function<void()> pressed = tick;
  // CHECK: [[#@LINE-1]]:35: warning: the task that 'tick' returns is dropped by 'std::function'
  std::function<task<void>()> held = tick;
};

// --- tables of handlers: what a container makes of an entry is a slot, too

struct entry {
  const char *name;
  std::function<void()> run;
};

void fills_tables() {
  std::map<std::string, std::function<void()>> table = {
      {"log", [] { log(); }},
      {"save", [] { return tick(); }},
      // CHECK: [[#@LINE-1]]:16: warning: the task that this lambda returns is dropped by 'std::function', so [[LOST]]
  };
  table.emplace("log", [] { log(); });
  table.emplace("save", [] { return tick(); });
  // CHECK: [[#@LINE-1]]:25: warning: the task that this lambda returns is dropped by 'std::function', so [[LOST]]
  table.insert_or_assign("save", tick);
  // CHECK: [[#@LINE-1]]:34: warning: the task that 'tick' returns is dropped by 'std::function', so [[LOST]]
  std::vector<std::function<void()>> list;
  list.emplace_back([] { return tick(); });
  // CHECK: [[#@LINE-1]]:21: warning: the task that this lambda returns is dropped
  list.push_back([] { return tick(); });
  // CHECK: [[#@LINE-1]]:18: warning: the task that this lambda returns is dropped
  entry one = {"save", [] { return tick(); }};
  // CHECK: [[#@LINE-1]]:24: warning: the task that this lambda returns is dropped
  std::vector<entry> entries = {{"log", log}};
  std::unordered_map<int, std::function<task<void>()>> kept;
  kept.emplace(1, [] { return tick(); });
  std::vector<std::pair<int, std::function<void()>>> pairs;
  pairs.emplace_back(1, [] { return tick(); });
  // CHECK: [[#@LINE-1]]:25: warning: the task that this lambda returns is dropped
}

// --- before main

std::map<std::string, std::function<void()>> commands = {
    {"tick", [] { return tick(); }},
    // CHECK: [[#@LINE-1]]:14: warning: the task that this lambda returns is dropped by 'std::function', so [[LOST]]
    {"log", [] { log(); }},
};
static std::function<void()> at_exit = tick;
// CHECK: [[#@LINE-1]]:40: warning: the task that 'tick' returns is dropped by 'std::function', so [[LOST]]
struct Defaults {
  static inline std::function<void()> pressed = [] { return tick(); };
  // CHECK: [[#@LINE-1]]:49: warning: the task that this lambda returns is dropped by 'std::function', so [[LOST]]
  static inline std::function<task<void>()> awaited = tick;
};
const std::function<int()> number = [] { return 1; };
