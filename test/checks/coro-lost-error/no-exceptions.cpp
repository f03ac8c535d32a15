// RUN: %lint %s -- -fno-exceptions
// Without exceptions there are no errors to lose.
#include <coroutine>

struct background {
  struct promise_type {
    background get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
background work() { co_return; }
