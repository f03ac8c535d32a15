// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: timers.

#ifndef CONCURRENCPP_TIMER_QUEUE_H
#define CONCURRENCPP_TIMER_QUEUE_H

#include "concurrencpp/executors/executor.h"
#include "concurrencpp/results/lazy_result.h"
#include <chrono>
#include <memory>

namespace concurrencpp {

class timer_queue : public std::enable_shared_from_this<timer_queue> {
public:
  ~timer_queue() noexcept;
  void shutdown();
  bool shutdown_requested() const noexcept;
  lazy_result<void>
  make_delay_object(std::chrono::milliseconds due_time,
                    std::shared_ptr<concurrencpp::executor> executor);
};

} // namespace concurrencpp

#endif
