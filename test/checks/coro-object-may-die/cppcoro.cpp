// RUN: %lint %s
// A project's own detached coroutine that awaits the library's tasks.
#include <coroutine>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <exception>
#include <memory>

cppcoro::task<> rest();

struct background {
  struct promise_type {
    background get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

struct Session : std::enable_shared_from_this<Session> {
  cppcoro::async_scope scope;
  int count = 0;

  background reader() {
    co_await rest();
    ++count;
  }
  background keeps_itself() {
    auto self = shared_from_this();
    co_await rest();
    ++count;
  }
  cppcoro::task<> writer() {
    co_await rest();
    ++count;
  }
  void starts() {
    reader();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'reader' is suspended: nothing of the coroutine keeps it [coro-object-may-die]
    keeps_itself();
  }
  // Its end waits for what it was given.
  void has_a_scope() { scope.spawn(writer()); }
};
