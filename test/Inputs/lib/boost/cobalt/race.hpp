// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: the kind of cancellation, generators of random numbers, the
// variant of results: here only the index is given.

#ifndef BOOST_COBALT_RACE_HPP
#define BOOST_COBALT_RACE_HPP

#include <boost/cobalt/concepts.hpp>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

namespace boost::cobalt {

namespace detail {

template <typename... Args> struct race_variadic_impl {
  race_variadic_impl(Args &&...args) : args{std::forward<Args>(args)...} {}
  std::tuple<Args...> args;
  using awaitable = awaitable_of<std::size_t>;
  awaitable operator co_await() && { return {}; }
};

template <typename PromiseRange> struct race_ranged_impl {
  PromiseRange aws;
  using result =
      co_await_result_t<decltype(*std::declval<PromiseRange>().begin())>;
  using awaitable = awaitable_of<std::size_t>;
  awaitable operator co_await() && { return {}; }
};

} // namespace detail

template <awaitable... Promise> auto race(Promise &&...p) {
  return detail::race_variadic_impl<Promise...>(static_cast<Promise &&>(p)...);
}

template <typename PromiseRange>
  requires awaitable<
      std::decay_t<decltype(*std::declval<PromiseRange>().begin())>>
auto race(PromiseRange &&p) {
  return detail::race_ranged_impl<PromiseRange>{
      static_cast<PromiseRange &&>(p)};
}

} // namespace boost::cobalt

#endif
