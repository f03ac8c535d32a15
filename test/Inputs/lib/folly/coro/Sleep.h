// Mirrors facebook/folly ff98381ea (2026-08-22).
// Complete, but for the bodies.

#pragma once

#include <folly/coro/Coroutine.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

namespace folly::coro {

Task<void> sleep(HighResDuration d, Timekeeper *tk = nullptr);
Task<void> sleepReturnEarlyOnCancel(HighResDuration d,
                                    Timekeeper *tk = nullptr);

} // namespace folly::coro
