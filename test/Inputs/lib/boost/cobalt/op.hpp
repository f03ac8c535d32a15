// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: completion handlers, buffers, awaits of deferred operations.

#ifndef BOOST_COBALT_OP_HPP
#define BOOST_COBALT_OP_HPP

#include <boost/asio/async_result.hpp>
#include <boost/cobalt/concepts.hpp>
#include <boost/system/error_code.hpp>
#include <exception>
#include <utility>

namespace boost::cobalt {

namespace detail {

template <typename... Args> struct interpreted;
template <> struct interpreted<> {
  using type = void;
};
template <typename T> struct interpreted<T> {
  using type = T;
};
template <typename... Rest>
struct interpreted<std::exception_ptr, Rest...> : interpreted<Rest...> {};
template <typename... Rest>
struct interpreted<system::error_code, Rest...> : interpreted<Rest...> {};

} // namespace detail

template <typename... Args> struct op {
  virtual ~op() = default;
  using awaitable =
      detail::awaitable_of<typename detail::interpreted<Args...>::type>;
  awaitable operator co_await() { return awaitable{}; }
};

struct use_op_t {
  constexpr use_op_t() {}
};
constexpr use_op_t use_op{};

} // namespace boost::cobalt

namespace boost::asio {

template <typename... Args>
struct async_result<boost::cobalt::use_op_t, void(Args...)> {
  using return_type = boost::cobalt::op<Args...>;

  template <typename Initiation, typename... InitArgs>
  struct op_impl final : boost::cobalt::op<Args...> {
    template <typename... InitArgs_> op_impl(InitArgs_ &&...) {}
  };

  template <typename Initiation, typename... InitArgs>
  static auto initiate(Initiation &&initiation, boost::cobalt::use_op_t,
                       InitArgs &&...args)
      -> op_impl<std::decay_t<Initiation>, std::decay_t<InitArgs>...> {
    return {std::forward<Initiation>(initiation),
            std::forward<InitArgs>(args)...};
  }
};

} // namespace boost::asio

#endif
