// Mirrors scylladb/seastar 525fcc86e (2026-08-02).

#pragma once

#include <seastar/core/future.hh>

namespace seastar::internal {

void run_in_background(future<> f);

} // namespace seastar::internal
