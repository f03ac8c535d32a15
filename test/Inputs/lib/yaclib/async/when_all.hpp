// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: policies, ranges; all futures have one type of value.

#pragma once

#include <vector>
#include <yaclib/async/future.hpp>

namespace yaclib {

template <typename V, typename E, typename... Futures>
Future<std::vector<V>, E> WhenAll(Future<V, E>, Futures...) {
  return {};
}

} // namespace yaclib
