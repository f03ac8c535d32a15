// RUN: %lint %s
// Whether an eager task's error is lost: on every way, or on some.
#include <coroutine>
#include <exception>

struct error {};

struct result {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <class Task> struct promise {
  Task get_return_object();
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() {}
  bool dropped = false;
  std::exception_ptr kept;
};

struct on_a_condition : result {
  struct promise_type : promise<on_a_condition> {
    void unhandled_exception() {
      if (dropped)
        throw;
      kept = std::current_exception();
    }
  };
};
on_a_condition first();

struct caught_again : result {
  struct promise_type : promise<caught_again> {
    void unhandled_exception() {
      try {
        throw;
      } catch (const error &) {
        kept = nullptr;
      } catch (...) {
        kept = std::current_exception();
      }
    }
  };
};
caught_again second();

struct on_every_way : result {
  struct promise_type : promise<on_every_way> {
    void unhandled_exception() {
      if (dropped)
        throw;
      else
        std::terminate();
    }
  };
};
on_every_way third();

struct translated : result {
  struct promise_type : promise<translated> {
    void unhandled_exception() {
      try {
        throw;
      } catch (...) {
        std::terminate();
      }
    }
  };
};
translated fourth();

struct [[nodiscard]] loud_and_declared : result {
  struct promise_type : promise<loud_and_declared> {
    void unhandled_exception() { throw; }
  };
};
loud_and_declared fifth();

// The end of the object ends the work, through a function of its own.
struct cancelled : result {
  struct promise_type : promise<cancelled> {
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  ~cancelled() { clean_up(); }
  void clean_up() {
    if (handle)
      handle.destroy();
  }
};
cancelled sixth();

on_a_condition drops_them() {
  first();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'first' is not awaited, so its error is lost
  second();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'second' is not awaited, so its error is lost
  third();
  fourth();
  fifth();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'fifth' is not awaited, though it is declared as something not to ignore
  sixth();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'sixth' is not awaited, so it is cancelled at once
  co_return;
}

// The arguments of a promise that nobody instantiated here say when it begins.
template <class Self, class Initial> struct of_arguments {
  Self get_return_object();
  Initial initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};
template <class T> struct lazy : result {
  using promise_type = of_arguments<lazy<T>, std::suspend_always>;
  ~lazy();
};
lazy<int> write(int row);
void writes() {
  write(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'write' is not awaited, so it never runs
}
