// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: how they loop.

#pragma once

#include <cstddef>
#include <exception>
#include <seastar/core/future.hh>

namespace seastar {

template <typename Iterator, typename Sentinel, typename AsyncAction>
inline future<> do_for_each(Iterator begin, Sentinel end,
                            AsyncAction action) noexcept {
  std::terminate();
}

template <typename Range, typename AsyncAction>
inline future<> do_for_each(Range &c, AsyncAction action) noexcept {
  std::terminate();
}

template <typename Range, typename Func>
inline future<> parallel_for_each(Range &&range, Func &&func) noexcept {
  std::terminate();
}

template <typename Range, typename Func>
inline future<> max_concurrent_for_each(Range &&range,
                                        std::size_t max_concurrent,
                                        Func &&func) noexcept {
  std::terminate();
}

template <typename AsyncAction>
inline future<> repeat(AsyncAction &&action) noexcept {
  std::terminate();
}

} // namespace seastar
