// RUN: %lint %s
// Guards whose bodies are libraries': a lock, and what one thread has current.
#include <mini/coro.h>
#include <opentelemetry/trace/scope.h>
#include <pybind11/gil.h>
#include <tbb/spin_mutex.h>

mini::task<int> load(int id);

mini::task<int> with_the_gil() {
  pybind11::gil_scoped_acquire gil;
  // CHECK: [[#@LINE-1]]:32: warning: 'gil' still changes its thread while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> without_the_gil() {
  pybind11::gil_scoped_release other_threads;
  // CHECK: [[#@LINE-1]]:32: warning: 'other_threads' still changes its thread while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> in_a_span(opentelemetry::trace::Span &span) {
  opentelemetry::trace::Scope scope(span);
  // CHECK: [[#@LINE-1]]:31: warning: 'scope' still changes its thread while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> spins(tbb::spin_mutex &mutex) {
  tbb::spin_mutex::scoped_lock lock(mutex);
  // CHECK: [[#@LINE-1]]:32: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended
  co_return co_await load(1);
}

mini::task<int> let_go_before(tbb::spin_mutex &mutex, int &count) {
  tbb::spin_mutex::scoped_lock lock(mutex);
  ++count;
  lock.release();
  co_return co_await load(1);
}
mini::task<int> taken_for_a_block(opentelemetry::trace::Span &span) {
  {
    pybind11::gil_scoped_acquire gil;
    opentelemetry::trace::Scope scope(span);
  }
  co_return co_await load(1);
}
mini::task<int> never_taken(tbb::spin_mutex &) {
  tbb::spin_mutex::scoped_lock lock;
  co_return co_await load(1);
}
