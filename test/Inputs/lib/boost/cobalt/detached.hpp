// Mirrors boostorg/cobalt 57181ca (2025-07-18).

#ifndef BOOST_COBALT_DETACHED_HPP
#define BOOST_COBALT_DETACHED_HPP

#include <boost/cobalt/concepts.hpp>
#include <coroutine>

namespace boost::cobalt {

struct detached;

namespace detail {

struct detached_promise : enable_awaitables<detached_promise> {
  [[nodiscard]] detached get_return_object();
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { throw; }
};

} // namespace detail

struct detached {
  using promise_type = detail::detached_promise;
};

inline detached detail::detached_promise::get_return_object() { return {}; }

} // namespace boost::cobalt

#endif
