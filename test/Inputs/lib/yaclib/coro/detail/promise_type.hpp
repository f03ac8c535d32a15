// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the core below it, reference counts, the way to the result.

#pragma once

#include <exception>
#include <yaclib/async/future.hpp>
#include <yaclib/async/shared_future.hpp>
#include <yaclib/coro/coro.hpp>
#include <yaclib/lazy/task.hpp>

namespace yaclib::detail {

struct Destroy final {
  constexpr bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(yaclib_std::coroutine_handle<Promise>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};

template <typename V, typename E, bool Lazy, bool Shared>
class PromiseType final {
public:
  auto get_return_object() noexcept {
    if constexpr (Shared)
      return SharedFuture<V, E>{};
    else if constexpr (Lazy)
      return Task<V, E>{};
    else
      return Future<V, E>{};
  }
  auto initial_suspend() noexcept {
    if constexpr (Lazy)
      return yaclib_std::suspend_always{};
    else
      return yaclib_std::suspend_never{};
  }
  Destroy final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { _error = std::current_exception(); }
  template <typename Value> void return_value(Value &&) noexcept {}
  void return_value(Unit) noexcept {}

private:
  std::exception_ptr _error;
};

} // namespace yaclib::detail
