// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: the bodies, hints for the schedule.

#ifndef ASYNC_SIMPLE_CORO_SLEEP_H
#define ASYNC_SIMPLE_CORO_SLEEP_H

#include <async_simple/Executor.h>
#include <async_simple/coro/Lazy.h>
#include <chrono>

namespace async_simple {
namespace coro {

template <typename Rep, typename Period>
Lazy<void> sleep(Executor *ex, std::chrono::duration<Rep, Period> dur);
template <typename Rep, typename Period>
Lazy<void> sleep(std::chrono::duration<Rep, Period> dur);

} // namespace coro
} // namespace async_simple

#endif
