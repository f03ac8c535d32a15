// The coroutine types that are awaited, and one that is not.

#ifndef MINI_TASK_H
#define MINI_TASK_H

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace mini {

namespace detail {

/// Where a promise keeps what its coroutine came to.
template <class T> struct outcome {
  std::optional<T> value;
  std::exception_ptr error;

  template <class U = T> void return_value(U &&from) {
    value.emplace(std::forward<U>(from));
  }
  void unhandled_exception() noexcept { error = std::current_exception(); }
  T take() {
    if (error)
      std::rethrow_exception(error);
    return std::move(*value);
  }
};

template <> struct outcome<void> {
  std::exception_ptr error;

  void return_void() noexcept {}
  void unhandled_exception() noexcept { error = std::current_exception(); }
  void take() {
    if (error)
      std::rethrow_exception(error);
  }
};

} // namespace detail

/// Lazy: the body starts when the task is awaited, and never if it is not.
template <class T = void> class task {
public:
  struct promise_type : detail::outcome<T> {
    std::coroutine_handle<> continuation;

    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> self) noexcept {
        return self.promise().continuation;
      }
      void await_resume() noexcept {}
    };

    task get_return_object() noexcept {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
  };

  task(task &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  task &operator=(task &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~task() {
    if (handle)
      handle.destroy();
  }

  bool valid() const noexcept { return handle != nullptr; }

  auto operator co_await() noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> handle;

      bool await_ready() noexcept { return handle.done(); }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<> awaiting) noexcept {
        handle.promise().continuation = awaiting;
        return handle;
      }
      T await_resume() { return handle.promise().take(); }
    };
    return awaiter{handle};
  }

private:
  explicit task(std::coroutine_handle<promise_type> handle) : handle(handle) {}

  std::coroutine_handle<promise_type> handle;
};

/// Eager: the body starts at the call. Dropped, it goes on, and its error is
/// lost.
template <class T = void> class eager {
public:
  struct promise_type : detail::outcome<T> {
    std::coroutine_handle<> continuation;
    bool dropped = false;

    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> self) noexcept {
        if (self.promise().dropped) {
          self.destroy();
          return std::noop_coroutine();
        }
        if (self.promise().continuation)
          return self.promise().continuation;
        return std::noop_coroutine();
      }
      void await_resume() noexcept {}
    };

    eager get_return_object() noexcept {
      return eager(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
  };

  eager(eager &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  eager &operator=(eager &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~eager() {
    if (!handle)
      return;
    if (handle.done())
      handle.destroy();
    else
      handle.promise().dropped = true;
  }

  auto operator co_await() noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> handle;

      bool await_ready() noexcept { return handle.done(); }
      void await_suspend(std::coroutine_handle<> awaiting) noexcept {
        handle.promise().continuation = awaiting;
      }
      T await_resume() { return handle.promise().take(); }
    };
    return awaiter{handle};
  }

private:
  explicit eager(std::coroutine_handle<promise_type> handle) : handle(handle) {}

  std::coroutine_handle<promise_type> handle;
};

/// A coroutine that nobody is meant to await.
struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

} // namespace mini

#endif
