// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: executors and priorities of the tuple, the form that takes one.

#pragma once

#include <tmc/task.hpp>
#include <tuple>
#include <variant>

namespace tmc {

namespace detail {

template <typename T>
using void_to_monostate =
    std::conditional_t<std::is_void_v<T>, std::monostate, T>;

} // namespace detail

template <typename... Awaitable> class aw_spawn_tuple_impl {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> outer) noexcept;
  std::tuple<tmc::detail::void_to_monostate<
      tmc::detail::awaitable_result_t<Awaitable>>...>
  await_resume() noexcept;
};

template <typename... Awaitable>
class [[nodiscard("You must await or initiate the result of spawn_tuple().")]]
aw_spawn_tuple {
  std::tuple<Awaitable...> wrapped;

public:
  aw_spawn_tuple(std::tuple<Awaitable &&...> &&tasks)
      : wrapped(std::move(tasks)) {}
  aw_spawn_tuple_impl<Awaitable...> operator co_await() && noexcept {
    return {};
  }
  void detach();
};

template <typename... Awaitable>
aw_spawn_tuple<Awaitable...> spawn_tuple(Awaitable &&...awaitables) {
  return aw_spawn_tuple<Awaitable...>(
      std::forward_as_tuple(static_cast<Awaitable &&>(awaitables)...));
}

} // namespace tmc
