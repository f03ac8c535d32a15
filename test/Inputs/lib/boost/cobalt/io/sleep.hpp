// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: points in time.

#ifndef BOOST_COBALT_IO_SLEEP_HPP
#define BOOST_COBALT_IO_SLEEP_HPP

#include <boost/cobalt/op.hpp>
#include <chrono>

namespace boost::cobalt::detail::io {

struct steady_sleep final : op<system::error_code> {
  steady_sleep(const std::chrono::steady_clock::duration &du);
};

} // namespace boost::cobalt::detail::io

namespace boost::cobalt::io {

template <typename Rep, typename Period>
[[nodiscard]] inline auto sleep(const std::chrono::duration<Rep, Period> &dur) {
  return ::boost::cobalt::detail::io::steady_sleep{dur};
}

} // namespace boost::cobalt::io

#endif
