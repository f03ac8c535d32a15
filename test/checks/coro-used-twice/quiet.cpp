// RUN: %lint %s
// What is used twice, and may be.
#include <mini/coro.h>
#include <string>
#include <utility>

mini::task<int> load(int id);
mini::task<> save(std::string row);
void give(mini::task<int> job);
void read(std::string &into);
void show(const std::string &row);

// Such a task says nothing of how often it may be awaited.
mini::task<int> awaited_twice() {
  auto job = load(1);
  int first = co_await job;
  co_return first + co_await job;
}

mini::task<> filled_by_a_function(std::string row) {
  co_await save(std::move(row));
  read(row);
  show(row);
}

mini::task<> copied(std::string row) {
  co_await save(row);
  show(row);
}

mini::task<> asked(mini::task<int> job) {
  give(std::move(job));
  if (job.valid())
    co_await load(1);
}

mini::task<> seen_by_a_lambda(std::string row) {
  auto fill = [&] { row = "next"; };
  co_await save(std::move(row));
  fill();
  co_return;
}

mini::task<> until_it_is_done(mini::task<int> job) {
  bool done = false;
  while (!done) {
    give(std::move(job));
    done = true;
  }
  co_return;
}
