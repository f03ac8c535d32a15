// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Complete.

#ifndef CPPCORO_IS_AWAITABLE_HPP_INCLUDED
#define CPPCORO_IS_AWAITABLE_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>

namespace cppcoro {

template <typename T, typename = std::void_t<>>
struct is_awaitable : std::false_type {};

template <typename T>
struct is_awaitable<
    T, std::void_t<decltype(detail::get_awaiter(std::declval<T>()))>>
    : std::true_type {};

template <typename T> constexpr bool is_awaitable_v = is_awaitable<T>::value;

} // namespace cppcoro

#endif
