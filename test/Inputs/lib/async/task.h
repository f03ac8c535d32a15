// Mirrors microsoft/cpp-async 2bb32e9 (2024-12-02).
// Left out: misuse, cancellation, what a result is kept in.

#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

namespace async::details {
template <typename T> struct task_promise_type;
template <typename T> struct awaitable_result {
  void set_value(T value) noexcept;
  void set_exception(std::exception_ptr exception) noexcept;
  T operator()() const;
};
template <> struct awaitable_result<void> {
  void set_exception(std::exception_ptr exception) noexcept;
  void operator()() const;
};
template <typename T> struct task_state final {
  awaitable_result<T> result;
  std::coroutine_handle<> completion;
  bool ready = false;
};
} // namespace async::details

namespace async {
template <typename T> struct task final {
  explicit task(const std::shared_ptr<details::task_state<T>> &state) noexcept : m_state{state} {}
  using promise_type = details::task_promise_type<T>;
  [[nodiscard]] bool await_ready() const noexcept { return m_state->ready; }
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> handle) const {
    m_state->completion = handle;
    return true;
  }
  [[nodiscard]] T await_resume() const { return m_state->result(); }

private:
  std::shared_ptr<details::task_state<T>> m_state;
};
} // namespace async

namespace async::details {
struct symmetric_transfer final {
  explicit symmetric_transfer(std::coroutine_handle<> continuation) noexcept : m_continuation{continuation} {}
  [[nodiscard]] bool await_ready() const noexcept { return !m_continuation; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) const noexcept {
    handle.destroy();
    return m_continuation;
  }
  void await_resume() const noexcept {}

private:
  std::coroutine_handle<> m_continuation;
};

template <typename T> struct task_promise_base {
  task<T> get_return_object() {
    auto state = std::make_shared<task_state<T>>();
    m_state = std::weak_ptr{state};
    return task<T>{std::move(state)};
  }
  constexpr std::suspend_never initial_suspend() const noexcept { return {}; }
  symmetric_transfer final_suspend() const noexcept {
    auto state = m_state.lock();
    return symmetric_transfer{state ? state->completion : std::coroutine_handle<>{}};
  }
  void unhandled_exception() const noexcept {
    if (auto state = m_state.lock())
      state->result.set_exception(std::current_exception());
  }
  std::weak_ptr<task_state<T>> m_state;
};
template <typename T> struct task_promise_type final : task_promise_base<T> {
  void return_value(T value) const noexcept {
    if (auto state = this->m_state.lock())
      state->result.set_value(std::forward<T>(value));
  }
};
template <> struct task_promise_type<void> final : task_promise_base<void> {
  constexpr void return_void() const noexcept {}
};
} // namespace async::details
