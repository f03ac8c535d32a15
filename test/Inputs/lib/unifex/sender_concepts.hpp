// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: connecting and starting; a sender sends one list of values.

#pragma once

#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace unifex {

namespace detail {

template <typename... Ts> struct _single {
  using type = void;
};
template <typename T> struct _single<T> {
  using type = T;
};
template <typename T> using _only = T;

} // namespace detail

template <typename Sender>
concept sender = requires {
  typename std::remove_cvref_t<Sender>::template value_types<std::variant,
                                                             std::tuple>;
};

template <sender Sender>
using sender_single_value_return_type_t = typename std::remove_cvref_t<
    Sender>::template value_types<detail::_only, detail::_single>::type;

} // namespace unifex
