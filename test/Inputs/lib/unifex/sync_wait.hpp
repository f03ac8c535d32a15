// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: how it waits.

#pragma once

#include <optional>
#include <unifex/sender_concepts.hpp>
#include <variant>

namespace unifex {

namespace _sync_wait_cpo {

struct _fn {
  template <sender Sender> auto operator()(Sender &&) const {
    using Value = sender_single_value_return_type_t<Sender>;
    return std::optional<
        std::conditional_t<std::is_void_v<Value>, std::monostate, Value>>{};
  }
};

} // namespace _sync_wait_cpo

inline constexpr _sync_wait_cpo::_fn sync_wait{};

} // namespace unifex
