// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_THREAD_POOL_EXECUTOR_H
#define CONCURRENCPP_THREAD_POOL_EXECUTOR_H

#include "concurrencpp/executors/executor.h"

namespace concurrencpp {

class thread_pool_executor final
    : public derivable_executor<thread_pool_executor> {
public:
  int max_concurrency_level() const noexcept override;
  bool shutdown_requested() const override;
  void shutdown() override;
};

} // namespace concurrencpp

#endif
