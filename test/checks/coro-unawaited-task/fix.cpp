// RUN: %lint-fix %s
#include <mini/coro.h>
#include <string>

inline mini::task<int> load(int id) { co_return id; }
inline mini::task<> save(int) { co_return; }
inline mini::eager<int> start(int id) { co_return id; }
inline mini::task<int> operator+(mini::task<int> a, int b) {
  co_return co_await a + b;
}

mini::task<> statements() {
  save(1);
  // FIXED:  co_await save(1);
  start(2);
  // FIXED:  co_await start(2);
  (void)save(3);
  // FIXED:  (void)co_await save(3);
  load(4) + 5;
  // FIXED:  co_await (load(4) + 5);
  if (true)
    save(6);
  // FIXED:    co_await save(6);
  co_return;
}

mini::task<> initialisers() {
  auto job = save(1);
  // FIXED:  co_await save(1);
  mini::task<> declared = save(2);
  // FIXED:  co_await save(2);
  co_return;
}

mini::task<> a_task_of_a_task() {
  auto plan = []() -> mini::task<mini::task<int>> { co_return load(1); };
  co_await plan();
  // FIXED:  co_await co_await plan();
}

// What looks at the task would not compile without it.
mini::task<> looked_at() {
  auto job = save(1);
  // FIXED:  auto job = save(1);
  (void)job;
  co_return;
}

// Only a coroutine can await.
void plain() { save(1); }
// FIXED:void plain() { save(1); }

// One in a macro stays as it is.
#define SAVE(row) save(row)
mini::task<> in_a_macro() {
  SAVE(1);
  // FIXED:  SAVE(1);
  co_return;
}

mini::task<> a_bare_name() {
  auto job = save(1);
  // FIXED:  auto job = save(1);
  job;
  // FIXED:  co_await job;
  co_return;
}

mini::task<> moved_to_another_name() {
  auto job = save(1);
  // FIXED:  auto job = save(1);
  auto other = std::move(job);
  // FIXED:  co_await std::move(job);
  co_return;
}

// A lazy task is made where it is awaited, if that makes the same one.
mini::task<int> dropped_on_one_path(bool known, int id) {
  auto row = load(id);
  if (known)
    co_return 0;
  co_return co_await row;
  // FIXED:mini::task<int> dropped_on_one_path(bool known, int id) {
  // FIXED:  if (known)
  // FIXED:  co_return co_await load(id);
}
mini::task<int> what_it_is_made_of_changes(bool known, int id) {
  auto row = load(id);
  // FIXED:  auto row = load(id);
  if (known)
    co_return 0;
  ++id;
  co_return co_await row;
  // FIXED:  co_return co_await row;
}
