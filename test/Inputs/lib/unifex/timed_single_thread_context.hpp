// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: the thread, its queue, points in time.

#pragma once

#include <chrono>
#include <unifex/scheduler_concepts.hpp>

namespace unifex {

namespace _timed_single_thread_context {

template <typename Duration> struct _schedule_after_sender {
  class type {
  public:
    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types = Variant<Tuple<>>;
  };
};

class scheduler {
public:
  template <typename Rep, typename Ratio>
  auto schedule_after(std::chrono::duration<Rep, Ratio>) const {
    return typename _schedule_after_sender<
        std::chrono::duration<Rep, Ratio>>::type{};
  }
  auto schedule() const { return schedule_after(std::chrono::milliseconds{0}); }
};

} // namespace _timed_single_thread_context

class timed_single_thread_context {
public:
  timed_single_thread_context();
  ~timed_single_thread_context();
  _timed_single_thread_context::scheduler get_scheduler() noexcept {
    return {};
  }
};

} // namespace unifex
