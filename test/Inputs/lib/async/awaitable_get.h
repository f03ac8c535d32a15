// Mirrors microsoft/cpp-async 2bb32e9 (2024-12-02), with its event_signal.h.
// Left out: awaiters that are found by a free operator.

#pragma once

#include <chrono>
#include <utility>

namespace async {

struct event_signal final {
  bool is_set() const;
  void wait() const;
  template <typename Rep, typename Period> bool wait_for(const std::chrono::duration<Rep, Period> &rel_time) const;
  void set() noexcept;
};

template <typename Awaitable>
using awaitable_resume_t = decltype(std::declval<Awaitable>().await_resume());

template <typename Awaitable> inline awaitable_resume_t<Awaitable> awaitable_get(Awaitable awaitable) {
  event_signal().wait();
  return awaitable.await_resume();
}

} // namespace async
