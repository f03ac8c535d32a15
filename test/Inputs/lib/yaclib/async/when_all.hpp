// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: other policies; all futures have one type of value.

#pragma once

#include <iterator>
#include <vector>
#include <yaclib/async/future.hpp>
#include <yaclib/util/fail_policy.hpp>

namespace yaclib {

template <typename V, typename E, typename... Futures>
Future<std::vector<V>, E> WhenAll(Future<V, E>, Futures...) {
  return {};
}

namespace detail {

template <typename F> struct result_of;
template <template <typename, typename> class F, typename V, typename E>
struct result_of<F<V, E>> {
  using all = Future<std::vector<Result<V, E>>, E>;
};

} // namespace detail

template <FailPolicy F, typename It>
  requires(F == FailPolicy::None)
typename detail::result_of<typename std::iterator_traits<It>::value_type>::all
WhenAll(It, It) {
  return {};
}

} // namespace yaclib
