// RUN: %corolint --dump=facts %s -- -std=c++20 -isystem %lib | FileCheck %s --match-full-lines --implicit-check-not={{[0-9]:}}
#include <mini/coro.h>
#include <utility>

mini::task<int> load(int id);
mini::eager<int> start(int id);
void passes(mini::task<int>);
struct Line { mini::task<int> job; };
mini::task<int> outside_of_any_body = load(9);

mini::task<int> both(bool first) { co_return first ? co_await load(1) : co_await start(2); }
mini::generator<int> numbers_of(int n) { co_yield n; }

template <class T> mini::task<int> twice(T t) {
  auto job = load(t);
  int n = co_await std::move(job);
  passes(load(n));
  Line line{load(n)};
  co_return n;
}
int uses() { return (twice(1), sizeof(load(2))); }

// CHECK:      11:17: coroutine both
// CHECK-NEXT: 12:22: coroutine numbers_of (may block)
// The pattern, then what was made of it: only there the type of load(t) is known.
// CHECK-NEXT: 14:36: coroutine twice
// CHECK-NEXT: 14:36: coroutine twice (instantiated)
// CHECK-NEXT: 11:63: task mini::task lazy awaited
// CHECK-NEXT: 11:82: task mini::eager eager awaited
// CHECK-NEXT: 17:10: task mini::task lazy argument
// CHECK-NEXT: 18:13: task mini::task lazy stored
// CHECK-NEXT: 15:14: task mini::task lazy local
// CHECK-NEXT: 17:10: task mini::task lazy argument
// CHECK-NEXT: 18:13: task mini::task lazy stored
// CHECK-NEXT: 21:22: task mini::task lazy discarded
// CHECK-NEXT: 15:8: local job, mentioned 1 times
// Under a ?: it is no straight line.
// CHECK-NEXT: 11:54: await returned
// CHECK-NEXT: 11:73: await returned
// CHECK-NEXT: 16:11: await in a straight line stored
