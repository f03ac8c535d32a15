// Mirrors libhal/async_context 9172e20 (2026-01-29), which is a module.
// Left out: the stack of a context, who is blocked by what, cancellation.

#pragma once

#include <chrono>
#include <coroutine>
#include <exception>
#include <utility>
#include <variant>

namespace async::inline v0 {

using sleep_duration = std::chrono::nanoseconds;

class context {
public:
  std::suspend_always block_by_io(sleep_duration hint = {}) noexcept;
  std::suspend_always block_by_time(sleep_duration duration) noexcept;
  void resume();
  void cancel();
  std::coroutine_handle<> active_handle() const;
};
class basic_context_impl : public context {
public:
  void sync_wait(auto &&p_delay) {
    while (active_handle()) {
      active_handle().resume();
      p_delay(sleep_duration(1));
    }
  }
};
template <unsigned long StackSizeInWords> class basic_context {
public:
  operator class context &() { return m_context; }
  auto *operator->() { return &m_context; }

private:
  basic_context_impl m_context;
};

class promise_base {
public:
  template <typename... Args> promise_base(context &p_context, Args &&...) : m_context(&p_context) {}
  constexpr std::suspend_always initial_suspend() noexcept { return {}; }
  template <typename Rep, typename Ratio>
  constexpr auto await_transform(std::chrono::duration<Rep, Ratio> p_duration) noexcept {
    return m_context->block_by_time(p_duration);
  }
  template <typename U> constexpr U &&await_transform(U &&p_awaitable) noexcept {
    return static_cast<U &&>(p_awaitable);
  }

protected:
  context *m_context;
};

template <typename T> class future;
template <typename T> struct promise_return_base {
  template <typename U> void return_value(U &&p_value) noexcept;
};
template <> struct promise_return_base<void> {
  void return_void() noexcept {}
};
template <typename T> class promise : public promise_base, public promise_return_base<T> {
public:
  using promise_base::promise_base;
  constexpr std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { m_error = std::current_exception(); }
  future<T> get_return_object() noexcept;

private:
  std::exception_ptr m_error;
};

template <typename T> class future {
public:
  using promise_type = promise<T>;
  future(future &&p_other) noexcept;
  ~future();
  void resume() const;
  [[nodiscard]] bool done() const;
  struct awaiter {
    future<T> &m_operation;
    [[nodiscard]] bool await_ready() const noexcept { return m_operation.done(); }
    template <typename U> std::coroutine_handle<> await_suspend(std::coroutine_handle<promise<U>> p_caller) noexcept {
      return p_caller;
    }
    T await_resume() const;
  };
  [[nodiscard]] awaiter operator co_await() noexcept { return awaiter{*this}; }
};

} // namespace async::inline v0
