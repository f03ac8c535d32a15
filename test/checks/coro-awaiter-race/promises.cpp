// What goes on when a coroutine ends, and an awaiter that resumes it itself.
// RUN: %lint %s
#include <coroutine>
#include <exception>

struct Base {
  std::coroutine_handle<> continuation;
  void return_void() {}
  void unhandled_exception() { std::terminate(); }
};

struct Eager {
  struct promise_type : Base {
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        return ending.promise().continuation;
        // CHECK: [[#@LINE-1]]:16: warning: 'continuation' is null if the coroutine, which begins in its call, ends before somebody awaits it [coro-awaiter-race]
      }
      void await_resume() noexcept {}
    };
    Eager get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
  };
};
struct ResumesIt {
  struct promise_type : Base {
    struct Final {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        auto &promise = ending.promise();
        promise.continuation.resume();
        // CHECK: [[#@LINE-1]]:9: warning: 'continuation' is null if
      }
      void await_resume() noexcept {}
    };
    ResumesIt get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
  };
};
struct MakesItsAwaiter {
  struct promise_type : Base {
    MakesItsAwaiter get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    auto final_suspend() noexcept {
      struct Final {
        promise_type *promise;
        bool await_ready() noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) noexcept {
          promise->continuation.resume();
          // CHECK: [[#@LINE-1]]:11: warning: 'continuation' is null if
        }
        void await_resume() noexcept {}
      };
      return Final{this};
    }
  };
};
struct MakesItsAwaiterLazily {
  struct promise_type : Base {
    MakesItsAwaiterLazily get_return_object();
    std::suspend_always initial_suspend() { return {}; }
    auto final_suspend() noexcept {
      struct Final {
        promise_type *promise;
        bool await_ready() noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) noexcept {
          promise->continuation.resume();
        }
        void await_resume() noexcept {}
      };
      return Final{this};
    }
  };
};
// A lazy one begins when it is awaited: the handle is there by then.
struct Lazy {
  struct promise_type : Base {
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        return ending.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    Lazy get_return_object();
    std::suspend_always initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
  };
};
struct Asks {
  struct promise_type : Base {
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        return ending.promise().continuation ? ending.promise().continuation : std::noop_coroutine();
      }
      void await_resume() noexcept {}
    };
    Asks get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
  };
};
struct BeginsWithNothingToDo {
  struct promise_type {
    std::coroutine_handle<> continuation = std::noop_coroutine();
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        return ending.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    BeginsWithNothingToDo get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct IsGivenOne {
  struct promise_type {
    std::coroutine_handle<> continuation;
    promise_type() { continuation = std::noop_coroutine(); }
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ending) noexcept {
        return ending.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    IsGivenOne get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

struct ResumesHere {
  int rounds = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    waiting.resume();
    ++rounds;
    // CHECK: [[#@LINE-1]]:7: warning: 'rounds' is used after
    // CHECK: [[#@LINE-3]]:5: note: it is handed out here
  }
  void await_resume() {}
};
struct CountsFirst {
  int rounds = 0;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    ++rounds;
    waiting.resume();
  }
  void await_resume() {}
};

Eager eager() { co_return; }
ResumesIt resumes_it() { co_return; }
Lazy lazy() { co_return; }
Asks asks() { co_return; }
BeginsWithNothingToDo begins() { co_return; }
IsGivenOne is_given() { co_return; }
