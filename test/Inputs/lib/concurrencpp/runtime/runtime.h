// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: the executors that no test uses, options.

#ifndef CONCURRENCPP_RUNTIME_H
#define CONCURRENCPP_RUNTIME_H

#include "concurrencpp/executors/executor_all.h"
#include "concurrencpp/timers/timer_queue.h"
#include <memory>

namespace concurrencpp {

class runtime {
public:
  runtime();
  runtime(const runtime &) = delete;
  runtime &operator=(const runtime &) = delete;
  ~runtime() noexcept;
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor>
  background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor>
  thread_pool_executor() const noexcept;
};

} // namespace concurrencpp

#endif
