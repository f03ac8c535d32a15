// RUN: %lint %s
// Guards whose bodies are libraries': a lock, and what one thread has current.
#include <memory>
#include <mini/coro.h>
#include <mutex>
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

// A C interface: the lock is what the pointer leads to.
struct SDL_Mutex;
extern "C" void SDL_LockMutex(SDL_Mutex *mutex);
extern "C" void SDL_UnlockMutex(SDL_Mutex *mutex);
struct Player {
  SDL_Mutex *mutex;
  int frames = 0;
  mini::task<int> plays() {
    SDL_LockMutex(mutex);
    // CHECK: [[#@LINE-1]]:5: warning: 'mutex' stays locked while the coroutine is suspended
    frames = co_await load(1);
    SDL_UnlockMutex(mutex);
    co_return frames;
  }
  mini::task<int> counts() {
    SDL_LockMutex(mutex);
    ++frames;
    SDL_UnlockMutex(mutex);
    co_return co_await load(1);
  }
};

// What is only pointed to needs no definition.
mini::task<int> behind_a_pointer(std::mutex &mutex) {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  // CHECK: [[#@LINE-1]]:8: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> behind_a_pointer_for_a_while(std::mutex &mutex) {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  lock.reset();
  co_return co_await load(1);
}
