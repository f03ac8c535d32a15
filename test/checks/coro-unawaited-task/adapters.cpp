// RUN: %lint %s
// What only the promise of a task makes awaitable: a thin class around the task.
#include <coroutine>
#include <utility>

template <class T> struct result_or_error {};

template <class T> struct job;
template <class T> struct job_or_error {
  job<T> inner;
};

template <class T> struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception();
    template <class U> struct awaiter {
      bool await_ready();
      void await_suspend(std::coroutine_handle<>);
      U await_resume();
    };
    template <class U> awaiter<U> await_transform(job<U>);
    template <class U> awaiter<result_or_error<U>> await_transform(job_or_error<U>);
  };
  job(job &&);
  ~job();
};
template <class T> job_or_error<T> without_throwing(job<T> of) { return {std::move(of)}; }
template <class T> struct named_job {
  job<T> inner;
};
template <class T> named_job<T> named(job<T> of) { return {std::move(of)}; }

job<int> load(int id);

job<int> as_a_statement() {
  without_throwing(load(1));
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'without_throwing' is not awaited, so it never runs
  co_await without_throwing(load(2));
  co_return 0;
}

job<int> kept() {
  auto later = without_throwing(load(1));
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'later' is never awaited, so it never runs
  auto other = without_throwing(load(2));
  co_await std::move(other);
  co_return 0;
}

// No promise knows that class: what its owner does with it is not seen.
job<int> held_by_another_class() {
  auto later = named(load(1));
  co_return co_await load(2);
}
