// Every shape of a dropped task, and its silent twin, on the task types of many
// libraries. LOST is what dropping means there.
//
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,LAZY --define=LOST="it never runs" -- -DON_MINI
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,EAGER --define=LOST="its error is lost" -- -DON_MINI_EAGER
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,LAZY --define=LOST="it never runs" -- -DON_CPPCORO
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,LAZY --define=LOST="it never runs" -- -DON_FOLLY
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,LAZY --define=LOST="it never runs" -- -DON_ASIO
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,LAZY --define=LOST="it never runs" -- -DON_COBALT
// RUN: %lint %s --prefix=CHECK,PLAIN,LAZY --define=LOST="it never runs" -- -DON_STDEXEC
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,EAGER --define=LOST="its error is lost" -- -DON_SEASTAR
// RUN: %lint %s --prefix=CHECK,PLAIN,ASSIGN,EAGER --define=LOST="its error is lost" -- -DON_CONCURRENCPP
// RUN: %lint %s --prefix=CHECK,ASSIGN,EAGER --define=LOST="its error is lost" -- -DON_WINRT
// RUN: %lint %s --prefix=CHECK,ASSIGN,EAGER --define=LOST="its error is lost" -- -DON_QCORO %qcoro

#include <algorithm>
#include <any/task.h>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

task<void> save(std::string row);
task<int> load(int id);
void take(task<int> job);
void take_all(std::vector<task<int>> jobs);
void note(int);

// --- thrown away where it is made

task<void> discarded(bool twice) {
  save("statement");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so [[LOST]] [coro-unawaited-task]
  save("comma"), note(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited
  twice ? save("one arm") : save("the other");
  // CHECK: [[#@LINE-1]]:11: warning: the task of 'save' is not awaited
  // CHECK: [[#@LINE-2]]:29: warning: the task of 'save' is not awaited
  for (int i = 0; i != 2; load(++i))
    // CHECK: [[#@LINE-1]]:27: warning: the task of 'load' is not awaited
    note(i);
  [](int id) -> task<int> { co_return id; }(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of this lambda is not awaited
  std::move(load(1));
  // CHECK: [[#@LINE-1]]:13: warning: the task of 'load' is not awaited
  co_await save("statement");
  co_await save("comma"), note(1);
  co_await (twice ? save("one arm") : save("the other"));
  for (int i = 0; i != 2; co_await load(++i))
    note(i);
  (void)co_await [](int id) -> task<int> { co_return id; }(1);
}

task<void> discarded_in_writing() {
  (void)save("cast");
  // LAZY: [[#@LINE-1]]:9: warning: the task of 'save' is not awaited, so [[LOST]]
  std::ignore = save("ignored");
  // LAZY: [[#@LINE-1]]:17: warning: the task of 'save' is not awaited
  (void)co_await load(1);
  co_return;
}

void discarded_in_plain_code(bool now) {
  auto later = [] { return load(1); };
  if (now)
    take(later());
}

// --- kept in a local

task<void> never_mentioned() {
  auto job = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'job' is never awaited, so [[LOST]]
  auto other = load(2);
  co_await std::move(other);
}

task<int> awaited_on_one_path(bool known) {
  auto job = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'job' is not awaited on every path; where it is not, [[LOST]]
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(job);
}
task<int> awaited_on_every_path(bool known) {
  auto job = load(1);
  if (known)
    co_return co_await std::move(job) + 1;
  co_return co_await std::move(job);
}

task<void> only_moved_around() {
  auto job = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'job' is never awaited
  auto moved = std::move(job);
  auto again = std::move(moved);
  // CHECK: [[#@LINE-1]]:8: note: it ends up in 'again', which nothing uses
  co_return;
}
task<int> moved_and_awaited() {
  auto job = load(1);
  auto moved = std::move(job);
  co_return co_await std::move(moved);
}

// Not every task can be assigned.
#ifndef ON_STDEXEC
task<int> overwritten(bool large) {
  auto job = load(1);
  // ASSIGN: [[#@LINE-1]]:14: warning: the task in 'job' gets another value before it is awaited, so [[LOST]]
  job = load(2);
  // ASSIGN: [[#@LINE-1]]:3: note: it is overwritten here
  int sum = co_await std::move(job);
  job = load(3);
  // ASSIGN: [[#@LINE-1]]:9: warning: the task in 'job' is never awaited
  co_return sum;
}
task<int> a_default_that_may_be_overwritten(bool large) {
  auto job = load(1);
  if (large)
    job = load(2);
  int sum = co_await std::move(job);
  job = load(3);
  co_return sum + co_await std::move(job);
}
#endif

task<void> captured_by_a_lambda_nobody_calls() {
  auto job = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'job' is never awaited
  auto later = [job = std::move(job)]() mutable { take(std::move(job)); };
  // CHECK: [[#@LINE-1]]:8: note: 'later' is never called
  auto again = [job = load(2)]() mutable { take(std::move(job)); };
  // CHECK: [[#@LINE-1]]:23: warning: the task kept in 'again' is never awaited
  // CHECK: [[#@LINE-2]]:8: note: 'again' is never called
  co_return;
}
task<void> captured_by_a_lambda_that_is_called() {
  auto job = load(1);
  auto now = [job = std::move(job)]() mutable { take(std::move(job)); };
  now();
  auto other = load(2);
  [&] { take(std::move(other)); }();
  co_return;
}

// --- parts and containers

std::pair<task<int>, task<int>> both();

task<int> a_part_that_nobody_awaits() {
  auto [first, second] = both();
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'second' is never awaited, so [[LOST]]
  co_return co_await std::move(first);
}
task<int> parts_that_are_awaited() {
  auto [first, second] = both();
  co_return co_await std::move(first) + co_await std::move(second);
}
task<int> a_part_that_is_not_wanted() {
  [[maybe_unused]] auto [first, second] = both();
  co_return co_await std::move(first);
}

task<void> a_container_that_nobody_drains(int count) {
  std::vector<task<int>> jobs;
  jobs.reserve(count);
  for (int i = 0; i != count; ++i)
    jobs.push_back(load(i));
  // CHECK: [[#@LINE-1]]:20: warning: the task kept in 'jobs' is never awaited, so [[LOST]]
  note(jobs.size());
  co_return;
}
task<void> a_container_that_is_drained(int count) {
  std::vector<task<int>> jobs;
  for (int i = 0; i != count; ++i)
    jobs.push_back(load(i));
  for (auto &job : jobs)
    co_await std::move(job); // NOLINT(coro-await-in-loop): this is about who awaits it
}
std::vector<task<int>> a_container_that_leaves(int count) {
  std::vector<task<int>> jobs;
  for (int i = 0; i != count; ++i)
    jobs.emplace_back(load(i));
  return jobs;
}
void a_container_handed_over() {
  std::vector<task<int>> jobs;
  jobs.push_back(load(1));
  take_all(std::move(jobs));
}

task<void> wrapped_and_never_unwrapped() {
  auto owned = std::make_unique<task<int>>(load(1));
  // CHECK: [[#@LINE-1]]:44: warning: the task kept in 'owned' is never awaited
  auto pair = std::make_pair(1, load(2));
  // CHECK: [[#@LINE-1]]:33: warning: the task kept in 'pair' is never awaited
  co_return;
}
task<int> wrapped_and_unwrapped() {
  auto owned = std::make_unique<task<int>>(load(1));
  auto pair = std::make_pair(1, load(2));
  co_return co_await std::move(*owned) + co_await std::move(pair.second);
}

// --- members

struct Job {
  task<int> work;
  std::shared_ptr<task<int>> shared;
};
Job handed_over_in_an_aggregate() { return {load(1), nullptr}; }
Job handed_over_in_a_shared_pointer(Job job) {
  job.shared = std::make_shared<task<int>>(load(1));
  return job;
}

class Service {
public:
  Service() : started((save("dropped"), load(1))) {}
  // PLAIN: [[#@LINE-1]]:24: warning: the task of 'save' is not awaited
  explicit Service(int id) : started(load(id)) {}
  task<int> stop() { return std::move(started); }

private:
  task<int> started;
};

void a_default_argument(int rows = (load(1), 2));
// PLAIN: [[#@LINE-1]]:37: warning: the task of 'load' is not awaited
void a_task_by_default(task<int> job = load(1));

// --- handed to somebody

void forgets(task<int> job) { note(1); }
void passes_on(task<int> job) { forgets(std::move(job)); }
void runs(task<int> job) { take(std::move(job)); }

task<void> given_to_a_function_that_drops_it() {
  forgets(load(1));
  // CHECK: [[#@LINE-1]]:11: warning: the task of 'load' is not awaited by 'forgets', so [[LOST]]
  // CHECK: [[#@LINE-7]]:24: note: nothing uses this parameter
  passes_on(load(2));
  // CHECK: [[#@LINE-1]]:13: warning: the task of 'load' is not awaited by 'passes_on', so [[LOST]]
  // CHECK: {{[0-9]+}}:26: note: nothing uses this parameter
  auto job = load(3);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'job' is never awaited
  forgets(std::move(job));
  co_return;
}
task<void> given_to_a_function_that_uses_it() {
  runs(load(1));
  take(load(2));
  auto job = load(3);
  runs(std::move(job));
  co_return;
}

// --- templates

template <class T> task<T> in_a_pattern(T value) {
  load(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load' is not awaited
  auto job = load(2);
  co_await std::move(job);
  co_return value;
}
template <class F> task<void> in_an_instantiation(F make) {
  auto job = make(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'job' is never awaited
  auto other = make(2);
  co_await std::move(other);
}
task<void> instantiated() {
  (void)co_await in_a_pattern(1);
  co_await in_an_instantiation(load);
}
