// What is used up and used again.
// RUN: %lint %s
#include <mini/coro.h>
#include <memory>
#include <string>
#include <utility>

mini::task<int> load(int id);
mini::task<> save(std::string row);
mini::task<> keep(std::unique_ptr<int> row);
mini::generator<int> numbers();
void give(mini::task<int> job);
void use(int value);
void show(const std::string &row);

// --- tasks that were moved away

mini::task<int> moved_and_awaited() {
  auto job = load(1);
  give(std::move(job));
  co_return co_await job;
  // CHECK: [[#@LINE-1]]:22: warning: 'job' is used after it was moved away [coro-used-twice]
  // CHECK: [[#@LINE-3]]:18: note: it is moved here
}
mini::task<int> moved_and_made_again() {
  auto job = load(1);
  give(std::move(job));
  job = load(2);
  co_return co_await job;
}

void moved_twice() {
  auto job = load(1);
  give(std::move(job));
  give(std::move(job));
  // CHECK: [[#@LINE-1]]:18: warning: 'job' is used after it was moved away
}
void moved_on_one_way(bool first) {
  auto job = load(1);
  if (first)
    give(std::move(job));
  else
    give(std::move(job));
}

mini::task<int> moved_on_one_way_and_awaited(bool early) {
  auto job = load(1);
  if (early)
    give(std::move(job));
  co_return co_await job;
  // CHECK: [[#@LINE-1]]:22: warning: 'job' is used after it was moved away
}
mini::task<int> moved_on_one_way_that_ends(bool early) {
  auto job = load(1);
  if (early) {
    give(std::move(job));
    co_return 0;
  }
  co_return co_await job;
}
// The same condition twice: no run meets both.
mini::task<int> moved_or_awaited(bool early) {
  auto job = load(1);
  int value = 0;
  if (early)
    give(std::move(job));
  use(value);
  if (!early)
    value = co_await job;
  co_return value;
}

// --- generators

void walked_twice() {
  auto all = numbers();
  for (int n : all)
    use(n);
  for (int n : all)
    // CHECK: [[#@LINE-1]]:14: warning: 'all' is walked again, and a generator gives its values only once
    // CHECK: [[#@LINE-4]]:14: note: it is walked here
    use(n);
}
void walked_once_each() {
  auto all = numbers();
  auto more = numbers();
  for (int n : all)
    use(n);
  for (int n : more)
    use(n);
}
void walked_up_to_a_place() {
  auto all = numbers();
  for (int n : all)
    if (n > 3)
      break;
  for (int n : all)
    use(n);
}

// --- values

mini::task<> moved_into_an_await(std::string row) {
  co_await save(std::move(row));
  show(row);
  // CHECK: [[#@LINE-1]]:8: warning: 'row' is read after it was moved into 'save'
}
mini::task<> moved_into_an_await_and_filled_again(std::string row) {
  co_await save(std::move(row));
  row = "next";
  show(row);
  co_await save(std::move(row));
  row.clear();
  show(row);
}

mini::task<> moved_in_each_round(std::string row) {
  for (int round = 0; round != 3; ++round)
    co_await save(row);
  for (int round = 0; round != 3; ++round) {
    co_await save(std::move(row));
    // CHECK: [[#@LINE-1]]:29: warning: 'row' is moved away in each round, and is empty from the second on
  }
}
mini::task<> made_and_moved_in_each_round() {
  for (int round = 0; round != 3; ++round) {
    std::string row = "row";
    co_await save(std::move(row));
  }
}

mini::task<> a_pointer_that_was_moved(std::unique_ptr<int> row) {
  co_await keep(std::move(row));
  use(*row);
  // CHECK: [[#@LINE-1]]:8: warning: 'row' is read after it was moved into 'keep'
}
mini::task<> a_pointer_that_is_null(std::unique_ptr<int> row) {
  co_await keep(std::move(row));
  if (!row)
    row = std::make_unique<int>(1);
  use(*row);
}
