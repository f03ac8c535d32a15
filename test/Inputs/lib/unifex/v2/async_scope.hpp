// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: counting what runs in it.

#pragma once

#include <unifex/sender_concepts.hpp>
#include <utility>

namespace unifex::v2 {

namespace _async_scope {

struct _join_sender {
  template <template <typename...> class Variant,
            template <typename...> class Tuple>
  using value_types = Variant<Tuple<>>;
};

template <typename Sender> struct _nest_sender {
  struct type {
    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types = typename Sender::template value_types<Variant, Tuple>;

    Sender sender_;
  };
};

struct async_scope final {
  [[nodiscard]] _join_sender join() noexcept { return {}; }
  template <sender Sender> [[nodiscard]] auto nest(Sender &&s) {
    return typename _nest_sender<std::remove_cvref_t<Sender>>::type{
        static_cast<Sender &&>(s)};
  }
};

} // namespace _async_scope

using _async_scope::async_scope;

} // namespace unifex::v2
