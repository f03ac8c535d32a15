// RUN: %corolint --dump=held %s --models=%lib/mini/model.json -- -std=c++20 -isystem %lib | FileCheck %s --match-full-lines --implicit-check-not={{[0-9]:}}
#include <mini/coro.h>
#include <mutex>

mini::task<int> load(int id);
std::mutex guarded;

mini::task<int> coroutine(int id) {
  int first = co_await load(id);
  // CHECK:      [[#@LINE-1]]:15: co_await; alive: id
  {
    std::unique_lock lock(guarded);
    first += co_await load(first);
    // CHECK-NEXT: [[#@LINE-1]]:14: co_await; alive: id first lock; held: lock (guarded)
    lock.unlock();
    co_await std::suspend_never{};
    // CHECK-NEXT: [[#@LINE-1]]:5: co_await, never suspends; alive: id first lock
  }
  guarded.lock();
  co_await std::suspend_always{};
  // CHECK-NEXT: [[#@LINE-1]]:3: co_await; alive: id first; held: guarded
  guarded.unlock();
  co_return first;
}

mini::generator<int> numbers(int last) {
  for (int i = 0; i != last; ++i)
    co_yield i;
  // CHECK-NEXT: [[#@LINE-1]]:5: co_yield; alive: last i
}
