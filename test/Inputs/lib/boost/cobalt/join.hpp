// Mirrors boostorg/cobalt 57181ca (2025-07-18).

#ifndef BOOST_COBALT_JOIN_HPP
#define BOOST_COBALT_JOIN_HPP

#include <boost/cobalt/concepts.hpp>
#include <boost/variant2/variant.hpp>
#include <tuple>
#include <utility>
#include <vector>

namespace boost::cobalt {

namespace detail {

template <typename T> struct or_monostate {
  using type = T;
};
template <> struct or_monostate<void> {
  using type = variant2::monostate;
};
template <typename T> struct joined {
  using type = std::vector<T>;
};
template <> struct joined<void> {
  using type = void;
};

template <typename... Args> struct join_variadic_impl {
  join_variadic_impl(Args &&...args) : args{std::forward<Args>(args)...} {}
  std::tuple<Args...> args;
  using awaitable = awaitable_of<std::conditional_t<
      (std::is_void_v<co_await_result_t<Args>> && ...), void,
      std::tuple<typename or_monostate<co_await_result_t<Args>>::type...>>>;
  awaitable operator co_await() && { return {}; }
};

template <typename PromiseRange> struct join_ranged_impl {
  PromiseRange aws;
  using result =
      co_await_result_t<decltype(*std::declval<PromiseRange>().begin())>;
  using awaitable = awaitable_of<typename joined<result>::type>;
  awaitable operator co_await() && { return {}; }
};

} // namespace detail

template <awaitable... Promise> auto join(Promise &&...p) {
  return detail::join_variadic_impl<Promise...>(static_cast<Promise &&>(p)...);
}

template <typename PromiseRange>
  requires awaitable<
      std::decay_t<decltype(*std::declval<PromiseRange>().begin())>>
auto join(PromiseRange &&p) {
  return detail::join_ranged_impl<PromiseRange>{
      static_cast<PromiseRange &&>(p)};
}

} // namespace boost::cobalt

#endif
