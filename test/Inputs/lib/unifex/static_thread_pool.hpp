// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: the threads and their queues.

#pragma once

#include <cstdint>
#include <unifex/scheduler_concepts.hpp>

namespace unifex {

namespace _static_thread_pool {

class context {
public:
  explicit context(std::uint32_t threadCount = 1);
  ~context();

  class scheduler {
  public:
    class schedule_sender {
    public:
      template <template <typename...> class Variant,
                template <typename...> class Tuple>
      using value_types = Variant<Tuple<>>;
    };

    schedule_sender schedule() const { return {}; }
  };

  scheduler get_scheduler() noexcept { return {}; }
  void request_stop() noexcept;
};

} // namespace _static_thread_pool

using static_thread_pool = _static_thread_pool::context;

} // namespace unifex
