// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: cancellation, memory resources, executors of a promise.

#ifndef BOOST_COBALT_CONCEPTS_HPP
#define BOOST_COBALT_CONCEPTS_HPP

#include <concepts>
#include <coroutine>
#include <utility>

namespace boost::cobalt {

template <typename Awaitable, typename Promise = void>
concept awaitable_type =
    requires(Awaitable aw, std::coroutine_handle<Promise> h) {
      { aw.await_ready() } -> std::convertible_to<bool>;
      { aw.await_suspend(h) };
      { aw.await_resume() };
    };

template <typename Awaitable, typename Promise = void>
concept awaitable =
    awaitable_type<Awaitable, Promise> || requires(Awaitable &&aw) {
      {
        std::forward<Awaitable>(aw).operator co_await()
      } -> awaitable_type<Promise>;
    };

template <typename Promise = void> struct enable_awaitables {
  template <awaitable<Promise> Aw> Aw &&await_transform(Aw &&aw) {
    return static_cast<Aw &&>(aw);
  }
};

namespace detail {

template <typename T> struct result_of;
template <typename T>
  requires requires(T t) { t.operator co_await(); }
struct result_of<T> {
  using type = decltype(std::declval<T>().operator co_await().await_resume());
};
template <typename T>
  requires requires(T t) { t.await_resume(); }
struct result_of<T> {
  using type = decltype(std::declval<T>().await_resume());
};
template <typename T>
using co_await_result_t = typename result_of<std::remove_cvref_t<T>>::type;

template <typename T> struct awaitable_of {
  bool await_ready() const { return false; }
  template <typename Promise>
  std::coroutine_handle<void> await_suspend(std::coroutine_handle<Promise> h);
  T await_resume();
};

} // namespace detail
} // namespace boost::cobalt

#endif
