// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: functors, the bulk forms, priorities.

#pragma once

#include <future>
#include <tmc/task.hpp>

namespace tmc {

template <typename E, typename T> void post(E &, T &&) {}

template <typename E, typename Result>
[[nodiscard]] std::future<Result> post_waitable(E &executor,
                                                task<Result> &&task);

} // namespace tmc
