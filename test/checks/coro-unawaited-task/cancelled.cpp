// RUN: %lint %s
// A future that cancels its work when it ends: some are kept for that, some are
// forgotten.
#include <coroutine>
#include <utility>

template <class T> struct future {
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  struct promise_type {
    future get_return_object() { return future{handle_type::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception();
  };
  explicit future(handle_type h) : handle(h) {}
  future(future &&o) noexcept : handle(std::exchange(o.handle, {})) {}
  ~future() {
    if (handle)
      handle.destroy();
  }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  handle_type handle;
};
struct nothing {};

future<int> load(int id);
future<nothing> beat();
future<nothing> wait_for_the_end();

future<nothing> beside_something_else() {
  auto heart = beat();
  auto background = load(1);
  co_await wait_for_the_end();
  co_return {};
}

future<int> result_that_nobody_wants() {
  auto first = load(1);
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'first' is never awaited, so it is cancelled where its variable ends
  auto second = load(2);
  co_return co_await second;
}

future<int> not_needed_after_an_error(bool failed) {
  auto second = load(2);
  int first = co_await load(1);
  if (failed)
    co_return first;
  co_return first + co_await second;
}

future<nothing> beside_nothing() {
  co_await wait_for_the_end();
  auto heart = beat();
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'heart' is never awaited, so it is cancelled where its variable ends
  co_return {};
}
