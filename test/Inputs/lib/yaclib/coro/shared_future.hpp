// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Complete.

#pragma once

#include <yaclib/coro/detail/promise_type.hpp>

template <typename V, typename E, typename... Args>
struct yaclib_std::coroutine_traits<yaclib::SharedFuture<V, E>, Args...> final {
  using promise_type = yaclib::detail::PromiseType<V, E, false, true>;
};
