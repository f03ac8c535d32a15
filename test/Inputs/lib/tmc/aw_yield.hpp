// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: the counting forms.

#pragma once

#include <coroutine>

namespace tmc {

class [[nodiscard("You must co_await aw_yield for it to have any effect.")]]
aw_yield {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> outer) const noexcept;
  void await_resume() const noexcept {}
};

constexpr aw_yield yield() { return {}; }

} // namespace tmc
