// Mirrors scylladb/seastar 525fcc86e (2026-08-02).

#pragma once

#include <chrono>
#include <seastar/core/future.hh>

namespace seastar {

template <typename Clock, typename Duration, typename T>
future<T> with_timeout(std::chrono::time_point<Clock, Duration> timeout,
                       future<T> f);

} // namespace seastar
