// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: more than one value, futures that are ready.

#pragma once

#include <memory>
#include <seastar/core/future.hh>
#include <utility>

namespace seastar {

template <typename T, typename F> auto do_with(T &&value, F &&func) noexcept {
  auto held = std::make_unique<std::decay_t<T>>(std::forward<T>(value));
  auto done = func(*held);
  return std::move(done).finally([held = std::move(held)] {});
}

} // namespace seastar
