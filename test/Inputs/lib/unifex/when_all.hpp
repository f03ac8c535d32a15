// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: connecting it.

#pragma once

#include <tuple>
#include <unifex/sender_concepts.hpp>
#include <variant>

namespace unifex {

namespace _when_all {

template <typename Sender>
using value_variant_for_sender =
    typename std::remove_cvref_t<Sender>::template value_types<std::variant,
                                                               std::tuple>;

template <typename... Senders> struct _sender {
  struct type {
    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types =
        Variant<Tuple<std::tuple<value_variant_for_sender<Senders>...>>>;

    std::tuple<Senders...> senders_;
  };
};

namespace _cpo {

struct _fn {
  template <sender... Senders> auto operator()(Senders &&...senders) const {
    return typename _sender<std::remove_cvref_t<Senders>...>::type{
        std::tuple<std::remove_cvref_t<Senders>...>(
            static_cast<Senders &&>(senders)...)};
  }
};

} // namespace _cpo
} // namespace _when_all

inline constexpr _when_all::_cpo::_fn when_all{};

} // namespace unifex
