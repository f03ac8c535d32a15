// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: functions that make the futures.

#pragma once

#include <seastar/core/future.hh>
#include <tuple>
#include <utility>
#include <vector>

namespace seastar {

namespace internal {

template <typename T> struct value_of;
template <typename T> struct value_of<future<T>> {
  using type = std::tuple<T>;
};
template <> struct value_of<future<>> {
  using type = std::tuple<>;
};

} // namespace internal

template <typename... Futures>
inline future<std::tuple<std::decay_t<Futures>...>>
when_all(Futures &&...futures) noexcept;

template <typename... Futures>
inline future<decltype(std::tuple_cat(std::declval<typename internal::value_of<
                                          std::decay_t<Futures>>::type>()...))>
when_all_succeed(Futures &&...futures) noexcept;

template <typename T>
inline future<std::vector<T>>
when_all_succeed(std::vector<future<T>> &&futures) noexcept;

inline future<> when_all_succeed(std::vector<future<>> &&futures) noexcept;

} // namespace seastar
