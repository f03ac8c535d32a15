// RUN: %lint %s
// Errors that somebody sees.
#include <exception>
#include <mini/coro.h>

void log(std::exception_ptr error);

// Whoever awaits it finds out.
struct task {
  struct promise_type {
    task get_return_object() noexcept { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

struct logs {
  struct promise_type {
    logs get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { log(std::current_exception()); }
  };
};

// It says why, in words.
struct says_so {
  struct promise_type {
    says_so get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {
      // What happens in the background is no news.
    }
  };
};

// No promise at all.
struct observer {
  void unhandled_exception() {}
};
