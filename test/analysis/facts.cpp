// RUN: %corolint --dump=facts %s -- -std=c++20 -isystem %lib > %t
// RUN: FileCheck %s --match-full-lines --input-file=%t && grep -c : %t | grep -x 19
#include <mini/generator.h>
#include <mini/task.h>

mini::task<int> load(int id);
mini::eager<int> start(int id);
void passes(mini::task<int>);
struct Line { mini::task<int> job; };
mini::task<int> before_main = load(9);
// CHECK-DAG: [[#@LINE-1]]:31: task mini::task lazy stored

mini::task<int> both(bool first) { co_return first ? co_await load(1) : co_await start(2); }
// CHECK-DAG: [[#@LINE-1]]:17: coroutine both
// CHECK-DAG: [[#@LINE-2]]:63: task mini::task lazy awaited
// CHECK-DAG: [[#@LINE-3]]:82: task mini::eager eager awaited
// Under a ?: it is no straight line.
// CHECK-DAG: [[#@LINE-5]]:54: await returned
// CHECK-DAG: [[#@LINE-6]]:73: await returned
mini::generator<int> numbers_of(int n) { co_yield n; }
// CHECK-DAG: [[#@LINE-1]]:22: coroutine numbers_of (may block)

// The pattern, then what was made of it: only there the type of load(t) is known.
template <class T> mini::task<int> twice(T t) {
  // CHECK-DAG: [[#@LINE-1]]:36: coroutine twice
  // CHECK-DAG: [[#@LINE-2]]:36: coroutine twice (instantiated)
  auto job = load(t);
  // CHECK-DAG: [[#@LINE-1]]:14: task mini::task lazy local
  // CHECK-DAG: [[#@LINE-2]]:8: local job, mentioned 1 times
  int n = co_await std::move(job);
  // CHECK-DAG: [[#@LINE-1]]:11: await in a straight line stored
  passes(load(n));
  // CHECK-DAG: [[#@LINE-1]]:10: task mini::task lazy argument
  // CHECK-DAG: [[#@LINE-2]]:10: task mini::task lazy argument
  Line line{load(n)};
  // CHECK-DAG: [[#@LINE-1]]:13: task mini::task lazy local
  // CHECK-DAG: [[#@LINE-2]]:13: task mini::task lazy local
  // CHECK-DAG: [[#@LINE-3]]:8: local line, mentioned 0 times
  co_return n;
}
int uses() { return (twice(1), sizeof(load(2))); }
// CHECK-DAG: [[#@LINE-1]]:22: task mini::task lazy discarded
