// Mirrors bemanproject/task 03895c7 (2026-07-19).
// Left out: environments, schedulers, allocators; what an await gives.

#pragma once

#include <beman/execution/execution.hpp>
#include <coroutine>
#include <exception>
#include <type_traits>

namespace beman::task::detail {

struct default_environment {};

template <typename E> struct with_error {
  E error;
};

struct final_awaiter {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};

template <typename Value> struct promise_base {
  void return_value(Value value);
};
template <> struct promise_base<void> {
  void return_void() {}
};

template <typename Coroutine, typename Value>
class promise_type : public promise_base<Value> {
public:
  constexpr auto initial_suspend() noexcept -> ::std::suspend_always {
    return {};
  }
  constexpr auto final_suspend() noexcept -> final_awaiter { return {}; }
  auto unhandled_exception() noexcept -> void {
    error = std::current_exception();
  }
  auto get_return_object() noexcept { return Coroutine(this); }
  template <::beman::execution::sender Sender> auto await_transform(Sender &&) {
    return std::suspend_always{};
  }
  template <typename E>
  auto yield_value(with_error<E>) noexcept -> final_awaiter {
    return {};
  }

private:
  std::exception_ptr error;
};

template <typename Value = void, typename Env = default_environment>
class task {
public:
  using task_concept = int;
  using sender_concept = ::beman::execution::sender_tag;
  using promise_type = ::beman::task::detail::promise_type<task, Value>;
  friend promise_type;

  task(const task &) = delete;
  task(task &&) noexcept;
  ~task();
  template <typename ParentPromise>
  auto as_awaitable(ParentPromise &) && -> std::suspend_always;

private:
  explicit task(promise_type *p) : handle(p) {}
  promise_type *handle;
};

} // namespace beman::task::detail
