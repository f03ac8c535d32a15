// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: statistics, observers, thread factories, DefaultKeepAliveExecutor.

#pragma once

#include <cstddef>
#include <folly/Executor.h>

namespace folly {

class ThreadPoolExecutor : public virtual Executor {
public:
  ~ThreadPoolExecutor() override;
  size_t numThreads() const;
  void setNumThreads(size_t numThreads);
  virtual void stop();
  virtual void join();
};

} // namespace folly
