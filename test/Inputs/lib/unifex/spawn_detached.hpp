// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: what it does.

#pragma once

#include <unifex/sender_concepts.hpp>

namespace unifex {

namespace _spawn_detached {

struct _spawn_detached_fn {
  template <sender Sender, typename Scope>
  void operator()(Sender &&, Scope &) const {}
};

} // namespace _spawn_detached

inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};

} // namespace unifex
