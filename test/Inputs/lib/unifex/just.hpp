// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: connecting it.

#pragma once

#include <tuple>
#include <unifex/sender_concepts.hpp>

namespace unifex {

namespace _just {

template <typename... Values> struct _sender {
  struct type {
    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types = Variant<Tuple<Values...>>;

    std::tuple<Values...> values_;
  };
};

struct _fn {
  template <typename... Values>
  constexpr auto operator()(Values &&...values) const {
    return typename _sender<std::decay_t<Values>...>::type{
        {static_cast<Values &&>(values)...}};
  }
};

} // namespace _just

inline constexpr _just::_fn just{};

} // namespace unifex
