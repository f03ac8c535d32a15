// Mirrors jbaldwin/libcoro 277467f (2026-03-30).
// Left out: how they are run.

#pragma once

#include <coro/task.hpp>
#include <coroutine>
#include <ranges>
#include <tuple>
#include <utility>
#include <vector>

namespace coro {

namespace detail {

struct void_value {};

template <typename return_type> class when_all_task {
public:
  when_all_task(const when_all_task &) = delete;
  when_all_task(when_all_task &&) noexcept = default;

  auto return_value() & -> return_type &;
  auto return_value() const & -> const return_type &;
  auto return_value() && -> return_type &&;
};

template <> class when_all_task<void> {
public:
  when_all_task(const when_all_task &) = delete;
  when_all_task(when_all_task &&) noexcept = default;

  auto return_value() -> void_value;
};

template <typename task_container_type> class when_all_ready_awaitable {
  struct awaiter {
    auto await_ready() const noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
    auto await_resume() noexcept -> task_container_type &&;
  };

public:
  auto operator co_await() && noexcept -> awaiter;
};

template <typename awaitable_type>
using result_t = decltype(std::declval<awaitable_type>()
                              .operator co_await()
                              .await_resume());
template <typename awaitable_type>
using when_all_task_of = when_all_task<std::conditional_t<
    std::is_void_v<result_t<awaitable_type>>, void,
    std::remove_reference_t<result_t<awaitable_type>>>>;

} // namespace detail

template <typename... awaitables_type>
  requires(requires(awaitables_type a) { std::move(a).operator co_await(); } &&
           ...)
[[nodiscard]] auto when_all(awaitables_type...)
    -> detail::when_all_ready_awaitable<
        std::tuple<detail::when_all_task_of<awaitables_type>...>>;

template <std::ranges::range range_type,
          typename awaitable_type = std::ranges::range_value_t<range_type>>
[[nodiscard]] auto when_all(range_type) -> detail::when_all_ready_awaitable<
    std::vector<detail::when_all_task_of<awaitable_type>>>;

} // namespace coro
