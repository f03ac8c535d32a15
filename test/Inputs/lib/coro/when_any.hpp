// Mirrors jbaldwin/libcoro 277467f (2026-03-30).
// Left out: how they are run, the forms with a stop source.

#pragma once

#include <coro/task.hpp>
#include <ranges>
#include <utility>

namespace coro {

template <std::ranges::range range_type, typename awaitable_type = std::ranges::range_value_t<range_type>>
[[nodiscard]] auto when_any(range_type awaitables)
    -> coro::task<decltype(std::declval<awaitable_type>().operator co_await().await_resume())>;

} // namespace coro
