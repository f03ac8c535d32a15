// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: priorities, queues, options.

#pragma once

#include <folly/executors/ThreadPoolExecutor.h>

namespace folly {

class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(size_t numThreads);
  ~CPUThreadPoolExecutor() override;
  void add(Func func) override;
};

} // namespace folly
