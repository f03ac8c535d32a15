// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: priorities, allocation, groups; await_transform lets all through
// that can be awaited.

#pragma once

#include <cassert>
#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace tmc {

class ex_any;
template <typename Awaitable, typename Result> class aw_task;

namespace detail {

template <typename Result> struct task_promise;

template <typename T>
using awaitable_result_t = typename std::remove_cvref_t<T>::result_type;

} // namespace detail

template <typename Result>
struct [[nodiscard("You must submit or co_await task for execution.")]] task {
  using result_type = Result;
  using promise_type = tmc::detail::task_promise<Result>;
  std::coroutine_handle<promise_type> handle;

  aw_task<task<Result>, Result> operator co_await() && noexcept {
    return aw_task<task<Result>, Result>(std::move(*this));
  }
  template <typename Exec> [[nodiscard]] task &resume_on(Exec &&) & noexcept {
    return *this;
  }
  template <typename Exec> [[nodiscard]] task &&resume_on(Exec &&) && noexcept {
    return std::move(*this);
  }

  task() noexcept : handle(nullptr) {}
  task(task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  task &operator=(task &&other) noexcept {
    handle = std::exchange(other.handle, nullptr);
    return *this;
  }
  task(const task &) = delete;
  task &operator=(const task &) = delete;
  ~task() { assert(!handle && "You must submit or co_await this."); }

  static task from_promise(promise_type &promise) noexcept {
    task made;
    made.handle = std::coroutine_handle<promise_type>::from_promise(promise);
    return made;
  }
};

namespace detail {

struct task_promise_base {
  struct resumer {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  resumer final_suspend() const noexcept { return {}; }
  [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  template <typename Awaitable>
  decltype(auto) await_transform(Awaitable &&awaitable) noexcept {
    return std::forward<Awaitable>(awaitable);
  }
};

template <typename Result> struct task_promise : task_promise_base {
  std::optional<Result> result;

  task<Result> get_return_object() noexcept {
    return task<Result>::from_promise(*this);
  }
  template <std::convertible_to<Result> Value>
  void return_value(Value &&value) noexcept {
    result.emplace(std::forward<Value>(value));
  }
};

template <> struct task_promise<void> : task_promise_base {
  task<void> get_return_object() noexcept {
    return task<void>::from_promise(*this);
  }
  void return_void() noexcept {}
};

} // namespace detail

template <typename Awaitable, typename Result> class aw_task {
  Awaitable handle;

public:
  explicit aw_task(Awaitable &&handle) : handle(std::move(handle)) {}
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> outer) noexcept;
  Result await_resume() noexcept;
};

} // namespace tmc
