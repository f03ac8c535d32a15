// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: connecting it, the form of two iterators.

#pragma once

#include <tuple>
#include <type_traits>
#include <unifex/sender_concepts.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace unifex {

namespace _when_all_range {

template <typename Sender> struct _sender {
  struct type {
    template <typename... Values> struct only {
      using type = std::tuple<>;
    };
    template <typename Value> struct only<Value> {
      using type = Value;
    };
    template <typename... Values> using only_t = typename only<Values...>::type;
    template <typename Value> using same = Value;

    using sender_value_type =
        typename Sender::template value_types<same, only_t>;

    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types = Variant<Tuple<std::vector<sender_value_type>>>;

    std::vector<Sender> senders_;
  };
};

namespace _cpo {

struct _fn {
  template <sender Sender> auto operator()(std::vector<Sender> senders) const {
    return typename _sender<Sender>::type{std::move(senders)};
  }
};

} // namespace _cpo
} // namespace _when_all_range

inline constexpr _when_all_range::_cpo::_fn when_all_range{};

} // namespace unifex
