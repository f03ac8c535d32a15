// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: priorities, entering an executor for a while.

#pragma once

#include <coroutine>

namespace tmc {

class [[nodiscard("You must co_await aw_resume_on for it to have any effect.")]]
aw_resume_on {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> outer) const noexcept;
  void await_resume() const noexcept {}
};

template <typename Exec> aw_resume_on resume_on(Exec &&) { return {}; }

} // namespace tmc
