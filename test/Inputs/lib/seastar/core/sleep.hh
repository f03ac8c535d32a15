// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: clocks, sleep_abortable.

#pragma once

#include <chrono>
#include <seastar/core/future.hh>

namespace seastar {

template <typename Clock = std::chrono::steady_clock, typename Rep,
          typename Period>
future<> sleep(std::chrono::duration<Rep, Period> dur);

} // namespace seastar
