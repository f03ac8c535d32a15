// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the traits as classes; await_suspend is not looked at.

#pragma once

#include <folly/coro/Coroutine.h>
#include <functional>
#include <type_traits>

namespace folly::coro {

namespace detail {

template <typename T>
concept awaiter = requires(T &value) {
  static_cast<bool>(value.await_ready());
  value.await_resume();
};

template <typename T>
concept has_member_co_await = requires(T &&value) {
  static_cast<T &&>(value).operator co_await();
};

template <typename T>
concept has_free_co_await = requires(T &&value) {
  operator co_await(static_cast<T &&>(value));
};

template <typename T> struct decay_rvalue_reference { using type = T; };
template <typename T> struct decay_rvalue_reference<T &&> {
  using type = std::decay_t<T>;
};
template <typename T>
using decay_rvalue_reference_t = typename decay_rvalue_reference<T>::type;

template <typename T> struct lift_lvalue_reference { using type = T; };
template <typename T> struct lift_lvalue_reference<T &> {
  using type = std::reference_wrapper<T>;
};
template <typename T>
using lift_lvalue_reference_t = typename lift_lvalue_reference<T>::type;

} // namespace detail

template <typename T>
constexpr bool is_awaitable_v =
    detail::has_member_co_await<T> || detail::has_free_co_await<T> ||
    detail::awaiter<T>;

template <typename Awaitable>
  requires is_awaitable_v<Awaitable>
decltype(auto) get_awaiter(Awaitable &&awaitable) {
  if constexpr (detail::has_member_co_await<Awaitable>)
    return static_cast<Awaitable &&>(awaitable).operator co_await();
  else if constexpr (detail::has_free_co_await<Awaitable>)
    return operator co_await(static_cast<Awaitable &&>(awaitable));
  else
    return static_cast<Awaitable &&>(awaitable);
}

template <typename Awaitable>
using awaiter_type_t = decltype(get_awaiter(std::declval<Awaitable>()));

template <typename Awaitable>
using await_result_t =
    decltype(get_awaiter(std::declval<Awaitable>()).await_resume());

} // namespace folly::coro
