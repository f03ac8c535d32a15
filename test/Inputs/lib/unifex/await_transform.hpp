// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: receivers; an awaited sender is never connected.

#pragma once

#include <coroutine>
#include <unifex/sender_concepts.hpp>

namespace unifex {

namespace _await_tfx {

template <typename Value> struct _awaitable {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  Value await_resume();
};

struct _fn {
  template <typename Promise, sender Value>
  auto operator()(Promise &, Value &&) const {
    return _awaitable<sender_single_value_return_type_t<Value>>{};
  }
};

} // namespace _await_tfx

inline constexpr _await_tfx::_fn await_transform{};

} // namespace unifex
