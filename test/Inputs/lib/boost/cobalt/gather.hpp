// Mirrors boostorg/cobalt 57181ca (2025-07-18).

#ifndef BOOST_COBALT_GATHER_HPP
#define BOOST_COBALT_GATHER_HPP

#include <boost/cobalt/concepts.hpp>
#include <boost/system/result.hpp>
#include <exception>
#include <tuple>
#include <utility>
#include <vector>

namespace boost::cobalt {

namespace detail {

template <typename... Args> struct gather_variadic_impl {
  gather_variadic_impl(Args &&...args) : args{std::forward<Args>(args)...} {}
  std::tuple<Args...> args;
  using awaitable = awaitable_of<std::tuple<
      system::result<co_await_result_t<Args>, std::exception_ptr>...>>;
  awaitable operator co_await() && { return {}; }
};

template <typename PromiseRange> struct gather_ranged_impl {
  PromiseRange aws;
  using result =
      co_await_result_t<decltype(*std::declval<PromiseRange>().begin())>;
  using awaitable =
      awaitable_of<std::vector<system::result<result, std::exception_ptr>>>;
  awaitable operator co_await() && { return {}; }
};

} // namespace detail

template <awaitable... Promise> auto gather(Promise &&...p) {
  return detail::gather_variadic_impl<Promise...>(
      static_cast<Promise &&>(p)...);
}

template <typename PromiseRange>
  requires awaitable<
      std::decay_t<decltype(*std::declval<PromiseRange>().begin())>>
auto gather(PromiseRange &&p) {
  return detail::gather_ranged_impl<PromiseRange>{
      static_cast<PromiseRange &&>(p)};
}

} // namespace boost::cobalt

#endif
