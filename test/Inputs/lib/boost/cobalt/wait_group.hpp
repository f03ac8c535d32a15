// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: which kind of cancellation.

#ifndef BOOST_COBALT_WAIT_GROUP_HPP
#define BOOST_COBALT_WAIT_GROUP_HPP

#include <boost/cobalt/promise.hpp>
#include <cstddef>
#include <list>

namespace boost::cobalt {

namespace detail {

struct race_wrapper {
  std::list<promise<void>> &waitables_;
  awaitable_of<void> operator co_await() && { return {}; }
};
struct gather_wrapper {
  std::list<promise<void>> &waitables_;
  awaitable_of<void> operator co_await() { return {}; }
};

} // namespace detail

struct wait_group {
  wait_group();
  void push_back(promise<void> p);
  std::size_t size() const;
  std::size_t reap();
  void cancel();
  auto wait_one() -> detail::race_wrapper {
    return detail::race_wrapper(waitables_);
  }
  detail::gather_wrapper wait() { return detail::gather_wrapper(waitables_); }

private:
  std::list<promise<void>> waitables_;
};

} // namespace boost::cobalt

#endif
