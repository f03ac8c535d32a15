// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: priorities, the debugging of what was never awaited.

#pragma once

#include <tmc/task.hpp>

namespace tmc {

template <typename Awaitable> class aw_spawn_impl {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> outer) noexcept;
  tmc::detail::awaitable_result_t<Awaitable> await_resume() noexcept;
};

namespace detail {
template <typename Base> class rvalue_only_awaitable : public Base {
  using Base::await_ready;
  using Base::await_resume;
  using Base::await_suspend;

public:
  Base &&operator co_await() && noexcept { return static_cast<Base &&>(*this); }
};
} // namespace detail

template <typename Awaitable>
class [[nodiscard("You must co_await aw_spawn_fork.")]] aw_spawn_fork_impl {
public:
  ~aw_spawn_fork_impl() noexcept {}
  bool await_ready() noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept;
  tmc::detail::awaitable_result_t<Awaitable> await_resume() noexcept;
};
template <typename Awaitable>
using aw_spawn_fork = detail::rvalue_only_awaitable<aw_spawn_fork_impl<Awaitable>>;

template <typename Awaitable,
          typename Result = tmc::detail::awaitable_result_t<Awaitable>>
class [[nodiscard("You must await or initiate the result of spawn().")]]
aw_spawn {
  Awaitable wrapped;

public:
  aw_spawn(Awaitable &&task) : wrapped(static_cast<Awaitable &&>(task)) {}
  aw_spawn_impl<Awaitable> operator co_await() && noexcept { return {}; }
  void detach();
  [[nodiscard]] aw_spawn_fork<Awaitable> fork() &&;
  template <typename Exec> [[nodiscard]] aw_spawn &&run_on(Exec &&) && {
    return std::move(*this);
  }
};

template <typename Awaitable> aw_spawn<Awaitable> spawn(Awaitable &&awaitable) {
  return aw_spawn<Awaitable>(static_cast<Awaitable &&>(awaitable));
}

} // namespace tmc
