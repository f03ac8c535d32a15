// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: the counter and who waits for it.

#ifndef ASYNC_SIMPLE_CORO_SEMAPHORE_H
#define ASYNC_SIMPLE_CORO_SEMAPHORE_H

#include <async_simple/coro/Lazy.h>
#include <cstddef>

namespace async_simple {
namespace coro {

template <std::size_t LeastMaxValue> class CountingSemaphore {
public:
  explicit CountingSemaphore(std::size_t desired);
  Lazy<void> acquire() noexcept;
  Lazy<void> release(std::size_t update = 1) noexcept;
  Lazy<bool> try_acquire() noexcept;
};

using BinarySemaphore = CountingSemaphore<1>;

} // namespace coro
} // namespace async_simple

#endif
