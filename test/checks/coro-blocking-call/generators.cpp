// What a generator does between its values, its caller does.
// RUN: %lint %s
#include <cppcoro/generator.hpp>
#include <mini/coro.h>
#include <unistd.h>
#include <utility>

mini::generator<int> sleepy(int n) {
  for (int i = 0; i < n; ++i) {
    ::sleep(1);
    co_yield i;
  }
}
cppcoro::generator<int> sleeps_first() {
  ::sleep(1);
  co_yield 1;
}
mini::generator<int> goes_over_another() {
  for (int n : sleepy(2))
    co_yield n;
}
mini::generator<int> quick() { co_yield 1; }
mini::generator<int> handed_on() { return sleepy(4); }

mini::task<int> goes_over_it() {
  int sum = 0;
  for (int n : sleepy(3))
    // CHECK: [[#@LINE-1]]:16: warning: the call of 'sleepy' blocks the coroutine's thread: it comes to the call of 'sleep', which parks the thread until the time is over [coro-blocking-call]
    // CHECK: [[#@LINE-19]]:5: note: in 'sleepy': the call of 'sleep'
    sum += n;
  for (int n : quick())
    sum += n;
  co_return sum;
}
mini::task<int> keeps_it_first() {
  auto all = sleeps_first();
  // CHECK: [[#@LINE-1]]:14: warning: the call of 'sleeps_first' blocks the coroutine's thread
  int sum = 0;
  for (int n : all)
    sum += n;
  co_return sum;
}
mini::task<int> by_another_generator() {
  int sum = 0;
  for (int n : goes_over_another())
    // CHECK: [[#@LINE-1]]:16: warning: the call of 'goes_over_another' blocks the coroutine's thread: it comes to the call of 'sleep'
    sum += n;
  co_return sum;
}
// Whoever gets it goes over it.
mini::task<mini::generator<int>> gives_it_away() { co_return sleepy(5); }
