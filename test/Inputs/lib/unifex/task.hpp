// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: schedulers and stop tokens of a task, its thunks, the sender side.

#pragma once

#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <unifex/await_transform.hpp>
#include <utility>

namespace unifex {

namespace _task {

struct coro_holder {
  explicit coro_holder(std::coroutine_handle<> h) noexcept : coro_(h) {}
  coro_holder(coro_holder &&other) noexcept
      : coro_(std::exchange(other.coro_, {})) {}
  coro_holder &operator=(coro_holder other) noexcept {
    std::swap(coro_, other.coro_);
    return *this;
  }
  ~coro_holder() {
    if (coro_)
      coro_.destroy();
  }

protected:
  std::coroutine_handle<> coro_;
};

template <typename T, bool nothrow> struct _task {
  struct [[nodiscard]] type;
};

struct _final_suspend_awaiter {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};

struct _promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  _final_suspend_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { exception_ = std::current_exception(); }
  template <typename Value> decltype(auto) await_transform(Value &&value) {
    return unifex::await_transform(*this, static_cast<Value &&>(value));
  }

  std::exception_ptr exception_;
};

template <typename T> struct _return_value_or_void : _promise_base {
  template <std::convertible_to<T> Value> void return_value(Value &&value) {
    value_.emplace(static_cast<Value &&>(value));
  }
  std::optional<T> value_;
};
template <> struct _return_value_or_void<void> : _promise_base {
  void return_void() noexcept {}
};

template <typename T, bool nothrow> struct _promise {
  struct type : _return_value_or_void<T> {
    typename _task<T, nothrow>::type get_return_object() noexcept {
      return typename _task<T, nothrow>::type{
          std::coroutine_handle<type>::from_promise(*this)};
    }
  };
};

template <typename T, bool nothrow>
struct _task<T, nothrow>::type : coro_holder {
  using promise_type = typename _promise<T, nothrow>::type;
  friend promise_type;

  template <template <typename...> class Variant,
            template <typename...> class Tuple>
  using value_types =
      Variant<std::conditional_t<std::is_void_v<T>, Tuple<>, Tuple<T>>>;

  type(type &&t) noexcept = default;
  type &operator=(type &&t) noexcept = default;

private:
  explicit type(std::coroutine_handle<promise_type> h) noexcept
      : coro_holder(h) {}
};

} // namespace _task

template <typename T> using task = typename _task::_task<T, false>::type;
template <typename T> using nothrow_task = typename _task::_task<T, true>::type;

} // namespace unifex
