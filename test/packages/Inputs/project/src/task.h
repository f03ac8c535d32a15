#pragma once
#include <coroutine>
#include <exception>

struct task {
  struct promise_type {
    std::coroutine_handle<> Next = std::noop_coroutine();
    task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct resume_next {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> Done) noexcept {
          return Done.promise().Next;
        }
        void await_resume() noexcept {}
      };
      return resume_next{};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waits) {
    Frame.promise().Next = Waits;
    return Frame;
  }
  void await_resume() {}
  std::coroutine_handle<promise_type> Frame;
};
