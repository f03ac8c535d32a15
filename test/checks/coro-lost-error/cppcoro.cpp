// RUN: %lint %s
// A project's own detached coroutine that awaits the library's tasks.
#include <coroutine>
#include <exception>
#include <cppcoro/task.hpp>

cppcoro::task<> load();

struct background {
  struct promise_type {
    background get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
    // CHECK: [[#@LINE-1]]:10: warning: an error in a coroutine of 'background' is lost: nobody awaits it, and this drops it [coro-lost-error]
  };
};
struct loud {
  struct promise_type {
    loud get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
cppcoro::task<> works() { co_await load(); }
