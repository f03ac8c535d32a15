// RUN: %lint %s
// Nothing here is a mistake: the type is no task, or one that may be dropped.
#include <exception>
#include <mini/coro.h>
#include <utility>

mini::task<int> load(int id);
mini::fire_and_forget announce(int id);
mini::generator<int> numbers();

mini::task<> detached_by_design() {
  announce(1);
  co_return;
}

mini::task<> a_generator_is_pulled() {
  numbers();
  for (int n : numbers())
    (void)n;
  co_return;
}

// A coroutine type that looks like a task to a careless eye: the value is read,
// there is nothing to await.
struct box {
  struct promise_type {
    box get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(int) {}
    void unhandled_exception() { std::terminate(); }
  };
};
box boxed() { co_return 1; }
void uses_a_box() { boxed(); }

// An eager task whose errors end the program loses none when it is dropped.
struct loud {
  struct promise_type {
    loud get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
loud shout() { co_return; }
mini::task<> drops_a_loud_one() {
  shout();
  co_return;
}

// Seen in QCoro's tests: what a continuation gives back is for those who want
// to know when.
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
    std::exception_ptr error;
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  template <class F> job then(F f) {
    co_await *this;
    f();
  }
};
job begin(int id);
void attaches_a_continuation() {
  begin(1).then([] {});
}

// Seen in QCoro: no error leaves the body, so none is lost.
void log(std::exception_ptr error);
job background() {
  try {
    co_await begin(1);
  } catch (...) {
    log(std::current_exception());
  }
  co_return;
}
void drops_one_that_handles_its_errors() { background(); }

// Seen in concurrencpp: waiting until a task is done gives the task back.
struct named_job : job {
  struct waiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    named_job await_resume();
  };
  waiter resolve();
};
mini::task<> waits_without_looking(named_job &job) { co_await job.resolve(); }

// Seen in concurrencpp: an initial awaiter that posts its coroutine starts it,
// and a promise that depends on the parameters says nothing about the class.
struct posted {
  struct post : std::suspend_always {
    void await_suspend(std::coroutine_handle<> h) const { h.resume(); }
  };
  struct promise_type {
    posted get_return_object();
    post initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
posted post_it();
void drops_a_posted_one() { post_it(); }

// Patterns have expressions without a type.
template <class T> struct cell {
  T value;
  cell() : value(0) {}
};
template <class T> T pair_of() {
  T made(1, 2);
  return {3};
}

// A contract: the promise is what this side is about.
struct promise {
  void set(int);
};
std::pair<mini::eager<int>, promise> make_contract();
void a_future_with_its_promise() {
  auto [result, given] = make_contract();
  given.set(1);
}

// --- a task that is started, and given back for who wants to wait

struct shared_frame {
  std::coroutine_handle<> handle;
  shared_frame(std::coroutine_handle<>);
  shared_frame(const shared_frame &);
  ~shared_frame();
};
template <class T> struct shared_task {
  struct promise_type {
    shared_task get_return_object() {
      return {shared_frame(std::coroutine_handle<promise_type>::from_promise(*this))};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(T);
  };
  shared_frame frame;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct executor {
  void push(std::coroutine_handle<>);
  template <class T> shared_task<T> schedule(shared_task<T> &&task) {
    auto frame = task.frame;
    push(frame.handle);
    return std::move(task);
  }
  template <class T> shared_task<T> only_named(shared_task<T> &&task) {
    auto frame = task.frame;
    return std::move(task);
  }
};
shared_task<int> work();
shared_task<int> starts_and_does_not_wait(executor &on) {
  on.schedule(work());
  on.only_named(work());
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'only_named' is not awaited, so it never runs
  co_return 1;
}
