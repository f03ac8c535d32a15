// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx -I %lib %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
#include <cstdio>
#include <mini/coro.h>
#include <mutex>

std::mutex guarded;
int value = 1;

mini::task<int> twice(int of) {
  // Whoever holds the lock would wait here for ever.
  std::lock_guard lock(guarded);
  co_return 2 * of;
}

mini::task<int> in_a_block() {
  int now = 0;
  std::lock_guard lock(guarded);
  now = value;
  co_return co_await twice(now);
}
// FIXED:mini::task<int> in_a_block() {
// FIXED:  int now = 0;
// FIXED:  {
// FIXED:    std::lock_guard lock(guarded);
// FIXED:    now = value;
// FIXED:  }
// FIXED:  co_return co_await twice(now);

mini::task<int> unlocked() {
  std::unique_lock lock(guarded);
  int now = ++value;
  int result = co_await twice(now);
  co_return result;
}
// FIXED:mini::task<int> unlocked() {
// FIXED:  std::unique_lock lock(guarded);
// FIXED:  int now = ++value;
// FIXED:  lock.unlock();
// FIXED:  int result = co_await twice(now);

int main() {
  int first = mini::sync_wait(in_a_block());
  int second = mini::sync_wait(unlocked());
  std::printf("%d %d\n", first, second);
}
// RUNS: 2 4
