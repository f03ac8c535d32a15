// RUN: %lint %s
// Two classes share one promise: what made an object decides.
#include <coroutine>
#include <utility>
#include <vector>

void schedule(std::coroutine_handle<>);

template <class T> struct result {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class T> struct promise;

// Made of tasks that were started: it runs, and goes on.
template <class T> struct [[nodiscard]] started : result<T> {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  explicit started(std::coroutine_handle<promise_type> h) : handle(h) {}
  ~started() { detach(); }
  void detach();
};

// The same, but its end ends the work.
template <class T> struct guarded : result<T> {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  explicit guarded(std::coroutine_handle<promise_type> h) : handle(h) {}
  ~guarded() {
    if (handle)
      handle.destroy();
  }
};

// Made of tasks as they are: nothing has begun.
template <class T> struct named : result<T> {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  explicit named(std::coroutine_handle<promise_type> h) : handle(h) {}
  ~named();
};

template <class T> struct task : result<T> {
  using promise_type = promise<T>;
  std::coroutine_handle<promise_type> handle;
  ~task();
  started<T> start() && {
    auto h = std::exchange(handle, {});
    schedule(h);
    return started<T>{h};
  }
  guarded<T> guard() && {
    handle.resume();
    return guarded<T>{std::exchange(handle, {})};
  }
  named<T> name(const char *) && { return named<T>{std::exchange(handle, {})}; }
};

template <class T> struct promise {
  task<T> get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_value(T);
  void unhandled_exception();
};

task<int> work(int n);
task<bool> check();

task<int> joins_what_runs() {
  std::vector<started<int>> running;
  for (int n = 0; n < 10; ++n)
    running.push_back(work(n).start());
  int sum = 0;
  for (auto &one : running)
    sum += co_await std::move(one);
  co_return sum;
}

task<int> runs_on_whatever_the_path() {
  auto stored = work(1).start();
  if (!co_await check())
    co_return 0;
  co_return co_await std::move(stored);
}

void in_the_background() { (void)work(2).start(); }

task<int> ends_with_the_handle() {
  work(1).guard();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'guard' is not awaited, so it is cancelled at once
  auto while_this_lives = work(2).guard();
  co_return co_await work(3);
}

task<int> has_not_begun() {
  work(1).name("first");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'name' is not awaited, so it never runs
  co_return co_await work(2).name("second");
}
