// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the submission.

#pragma once

#include <yaclib/coro/coro.hpp>
#include <yaclib/exe/executor.hpp>

namespace yaclib::detail {

class [[nodiscard]] OnAwaiter final {
public:
  explicit OnAwaiter(IExecutor &e) noexcept : _executor{e} {}
  constexpr bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(yaclib_std::coroutine_handle<Promise>) const noexcept {}
  constexpr void await_resume() const noexcept {}

private:
  IExecutor &_executor;
};

} // namespace yaclib::detail
