// RUN: %corolint --dump=facts %s -- -std=c++20 | grep ' task ' | FileCheck %s --match-full-lines --implicit-check-not={{.}}
// What is a task is read from the class, in all the ways a library can say it.
#include <coroutine>
#include <exception>

struct promise_base {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
  void return_void() {}
};
struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// A promise of a base class, an operator co_await for rvalues only.
struct by_member {
  struct promise_type : promise_base {
    by_member get_return_object();
  };
  awaiter operator co_await() &&;
};
by_member f1();

// A promise by alias, out of a template that is never instantiated here.
namespace lib {
inline namespace v1 {
template <class T> struct task;
template <class T> struct promise : promise_base {
  task<T> get_return_object();
};
template <class T> struct task {
  using promise_type = promise<T>;
};
template <class T> awaiter operator co_await(task<T> &&);
} // namespace v1
} // namespace lib
lib::task<int> f2();

// No promise of its own: std::coroutine_traits has it.
template <class T> struct future : awaiter {
  struct promise_type {}; // of another kind: the specialisation goes first
};
template <class T> struct future_promise {
  future<T> get_return_object();
  std::suspend_never initial_suspend();
  std::suspend_never final_suspend() noexcept;
  void unhandled_exception() { error = std::current_exception(); }
  void return_value(T);
  std::exception_ptr error;
};
template <class T, class... Args> struct std::coroutine_traits<future<T>, Args...> {
  using promise_type = future_promise<T>;
};
future<int> f3();

// Only its promise's await_transform takes it; whether it starts is what an
// awaiter of its own says.
struct by_transform {
  struct promise_type : promise_base {
    struct gate : awaiter {
      bool await_ready() noexcept { return true; }
    };
    auto initial_suspend() { return gate{}; }
    by_transform get_return_object();
    awaiter await_transform(by_transform);
    void unhandled_exception() { error = std::current_exception(); }
    std::exception_ptr error;
  };
};
by_transform f4();

// No tasks: a generator, one that nobody can await, an awaiter, a handle.
struct generator {
  struct promise_type : promise_base {
    generator get_return_object();
    std::suspend_always yield_value(int);
  };
  awaiter operator co_await();
};
generator g1();
struct detached {
  struct promise_type : promise_base {
    detached get_return_object();
  };
};
detached g2();
awaiter g3();
std::coroutine_handle<> g4();

void calls() {
  f1();
  // CHECK:      [[#@LINE-1]]:3: task by_member lazy needs-rvalue discarded
  f2();
  // CHECK-NEXT: [[#@LINE-1]]:3: task lib::task lazy needs-rvalue discarded
  f3();
  // CHECK-NEXT: [[#@LINE-1]]:3: task future eager discarded
  f4();
  // CHECK-NEXT: [[#@LINE-1]]:3: task by_transform eager needs-rvalue discarded
  g1();
  g2();
  g3();
  g4();
}
