// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: clocks, errors, units that are split.

#pragma once

#include <cstddef>
#include <seastar/core/future.hh>

namespace seastar {

class semaphore_default_exception_factory {};

template <typename ExceptionFactory> class basic_semaphore {
public:
  basic_semaphore(size_t count);
  future<> wait(size_t nr = 1) noexcept;
  void signal(size_t nr = 1) noexcept;
  bool try_wait(size_t nr = 1) noexcept;
};

template <typename ExceptionFactory> class semaphore_units {
public:
  semaphore_units(semaphore_units &&o) noexcept;
  ~semaphore_units() noexcept;
  void return_all() noexcept;
};

template <typename ExceptionFactory>
future<semaphore_units<ExceptionFactory>>
get_units(basic_semaphore<ExceptionFactory> &sem, size_t units) noexcept;

using semaphore = basic_semaphore<semaphore_default_exception_factory>;

} // namespace seastar
