// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: connecting it; the function is given no values.

#pragma once

#include <type_traits>
#include <unifex/sender_concepts.hpp>
#include <utility>

namespace unifex {

namespace _then {

template <typename Predecessor, typename Func> struct _sender {
  struct type {
    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types = Variant<Tuple<>>;

    Predecessor pred_;
    Func func_;
  };
};

namespace _cpo {

template <typename Func> struct _closure {
  Func func_;

  template <sender Sender> friend auto operator|(Sender &&pred, _closure self) {
    return typename _sender<std::remove_cvref_t<Sender>, Func>::type{
        static_cast<Sender &&>(pred), std::move(self.func_)};
  }
};

struct _fn {
  template <sender Sender, typename Func>
  auto operator()(Sender &&pred, Func &&func) const {
    return
        typename _sender<std::remove_cvref_t<Sender>, std::decay_t<Func>>::type{
            static_cast<Sender &&>(pred), static_cast<Func &&>(func)};
  }
  template <typename Func> auto operator()(Func &&func) const {
    return _closure<std::decay_t<Func>>{static_cast<Func &&>(func)};
  }
};

} // namespace _cpo
} // namespace _then

inline constexpr _then::_cpo::_fn then{};

} // namespace unifex
