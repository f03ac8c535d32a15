// RUN: %lint %s
// Whether there is a task is not what it comes to.
#include <coroutine>

template <class T> struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception();
  };
  job(job &&);
  ~job();
  explicit operator bool() const;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

job<bool> may_enter(int id);
job<int> enter(int id);

job<int> asks_for_the_task(int id) {
  if (may_enter(id))
    // CHECK: [[#@LINE-1]]:7: warning: the task of 'may_enter' is not awaited, so it never runs
    co_return co_await enter(id);
  if (!may_enter(id + 1))
    // CHECK: [[#@LINE-1]]:8: warning: the task of 'may_enter' is not awaited, so it never runs
    co_return 0;
  co_return 1;
}

job<int> asks_for_the_result(int id) {
  if (co_await may_enter(id))
    co_return co_await enter(id);
  if (auto later = may_enter(id + 1))
    co_return co_await later ? 1 : 2;
  co_return 0;
}
