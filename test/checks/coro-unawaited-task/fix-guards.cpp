// RUN: %lint-fix %s
// What gives a guard is kept when it is awaited, also if the guard is a template
// that nobody has used yet: else it would be let go at once.
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <seastar/core/coroutine.hh>
#include <seastar/core/semaphore.hh>

seastar::future<int> number();
seastar::future<> with_units(seastar::semaphore &semaphore, int &n) {
  auto units = seastar::get_units(semaphore, 1);
  // FIXED:  auto units = co_await seastar::get_units(semaphore, 1);
  ++n;
  co_return;
}
cppcoro::task<> with_a_lock(cppcoro::async_mutex &mutex, int &n) {
  auto lock = mutex.scoped_lock_async();
  // FIXED:  auto lock = co_await mutex.scoped_lock_async();
  ++n;
  co_return;
}
seastar::future<> with_a_number() {
  auto n = number();
  // FIXED:  co_await number();
  co_return;
}
