// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// detail::get_awaiter lives in detail/get_awaiter.hpp there.

#ifndef CPPCORO_AWAITABLE_TRAITS_HPP_INCLUDED
#define CPPCORO_AWAITABLE_TRAITS_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>
#include <type_traits>
#include <utility>

namespace cppcoro {

namespace detail {

template <typename T>
concept has_member_co_await = requires(T &&value) {
  static_cast<T &&>(value).operator co_await();
};

template <typename T>
concept has_free_co_await = requires(T &&value) {
  operator co_await(static_cast<T &&>(value));
};

template <typename T>
concept is_awaiter = requires(T &&value) {
  static_cast<bool>(value.await_ready());
  value.await_resume();
};

template <typename T>
  requires(has_member_co_await<T> || has_free_co_await<T> || is_awaiter<T>)
decltype(auto) get_awaiter(T &&value) {
  if constexpr (has_member_co_await<T>)
    return static_cast<T &&>(value).operator co_await();
  else if constexpr (has_free_co_await<T>)
    return operator co_await(static_cast<T &&>(value));
  else
    return static_cast<T &&>(value);
}

} // namespace detail

template <typename T, typename = void> struct awaitable_traits {};

template <typename T>
struct awaitable_traits<
    T, std::void_t<decltype(detail::get_awaiter(std::declval<T>()))>> {
  using awaiter_t = decltype(detail::get_awaiter(std::declval<T>()));
  using await_result_t = decltype(std::declval<awaiter_t>().await_resume());
};

} // namespace cppcoro

#endif
