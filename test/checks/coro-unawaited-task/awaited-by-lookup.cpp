// RUN: %lint %s
// A task may be awaited by a function that only argument-dependent lookup finds.
#include <concepts>
#include <coroutine>
#include <type_traits>

struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
template <class Task> struct promise {
  Task get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_value(int);
  void unhandled_exception();
};

// A friend that a base declares for whatever derives from it.
namespace by_friend {
template <class Derived> struct awaitable {
  friend awaiter operator co_await(Derived &) noexcept { return {}; }
};
struct task : awaitable<task> {
  using promise_type = promise<task>;
  ~task();
};
task ban(long user);
task two() {
  ban(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'ban' is not awaited, so it never runs
  task second = ban(2);
  co_return co_await second;
}
} // namespace by_friend

// A function for the base.
namespace by_base {
struct work {};
awaiter operator co_await(work &&);
struct task : work {
  using promise_type = promise<task>;
  ~task();
};
task ban(long user);
task two() {
  ban(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'ban' is not awaited, so it never runs
  co_return co_await ban(2);
}
} // namespace by_base

// A template whose constraint lets in what derives from the base.
namespace by_constraint {
struct work {};
template <class T>
concept unit_of_work = std::derived_from<std::remove_cvref_t<T>, work>;
template <unit_of_work T> awaiter operator co_await(T &&);
struct task : work {
  using promise_type = promise<task>;
  ~task();
};
task ban(long user);
task two() {
  ban(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'ban' is not awaited, so it never runs
  co_return co_await ban(2);
}
} // namespace by_constraint

// Nothing here can be awaited: a coroutine beside it is what nobody awaits.
namespace by_nothing {
struct work {};
template <std::integral T> awaiter operator co_await(T);
struct job : work {
  using promise_type = promise<job>;
};
job start(long user);
void begin() { start(1); }
} // namespace by_nothing

// To yield may mean to let others run; one that is pulled is a generator.
namespace with_yield {
struct pass {};
struct task : awaiter {
  struct promise_type : promise<task> {
    std::suspend_always yield_value(pass);
  };
  ~task();
};
task send(const char *text);
task greet() {
  send("hello");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'send' is not awaited, so it never runs
  co_yield {};
  co_return co_await send("bye");
}
struct numbers : awaiter {
  struct promise_type : promise<numbers> {
    std::suspend_always yield_value(int);
  };
  int *begin();
  int *end();
};
numbers count();
void counts() { count(); }
} // namespace with_yield
