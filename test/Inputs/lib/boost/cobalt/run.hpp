// Mirrors boostorg/cobalt 57181ca (2025-07-18).

#ifndef BOOST_COBALT_RUN_HPP
#define BOOST_COBALT_RUN_HPP

#include <boost/cobalt/task.hpp>

namespace boost::cobalt {

template <typename T> T run(task<T> t);

} // namespace boost::cobalt

#endif
