// Mirrors drogonframework/drogon 74fc004c (2026-07-23).
// Left out: how tasks are run, everything but the task and what gathers it.

#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace drogon {

template <typename T = void> struct [[nodiscard]] Task;

namespace internal {

template <typename T> struct promise_base {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { exception_ = std::current_exception(); }
  void return_value(T &&v) { value = std::move(v); }

  std::optional<T> value;
  std::exception_ptr exception_;
};
template <> struct promise_base<void> {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { exception_ = std::current_exception(); }
  void return_void() {}

  std::exception_ptr exception_;
};

template <typename T> struct awaiter_of {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

} // namespace internal

template <typename T> struct [[nodiscard]] Task {
  struct promise_type : internal::promise_base<T> {
    Task get_return_object() {
      return Task{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
  };

  explicit Task(std::coroutine_handle<promise_type> h) : coro_(h) {}
  Task(const Task &) = delete;
  Task(Task &&other) noexcept : coro_(std::exchange(other.coro_, nullptr)) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  internal::awaiter_of<T> operator co_await() const noexcept { return {}; }

  std::coroutine_handle<promise_type> coro_;
};

namespace internal {

template <typename T>
using void_to_false_t =
    std::conditional_t<std::is_void_v<T>, std::false_type, T>;
template <typename Awaitable>
using await_result_t = decltype(std::declval<Awaitable>()
                                    .operator co_await()
                                    .await_resume());

template <typename... Tasks>
struct WhenAllAwaiter
    : awaiter_of<std::tuple<void_to_false_t<await_result_t<Tasks>>...>> {
  explicit WhenAllAwaiter(Tasks... tasks) : tasks_(std::move(tasks)...) {}
  std::tuple<Tasks...> tasks_;
};

} // namespace internal

template <typename... Tasks>
internal::WhenAllAwaiter<Tasks...> when_all(Tasks... tasks) {
  return internal::WhenAllAwaiter<Tasks...>(std::move(tasks)...);
}

template <typename Coro> void async_run(Coro &&coro);

} // namespace drogon
