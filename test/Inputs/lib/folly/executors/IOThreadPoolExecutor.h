// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: options, observers, the event base manager.

#pragma once

#include <folly/executors/IOExecutor.h>
#include <folly/executors/ThreadPoolExecutor.h>

namespace folly {

class IOThreadPoolExecutorBase : public ThreadPoolExecutor, public IOExecutor {
public:
  ~IOThreadPoolExecutorBase() override = default;
  EventBase *getEventBase() override = 0;
};

class IOThreadPoolExecutor : public IOThreadPoolExecutorBase {
public:
  explicit IOThreadPoolExecutor(size_t numThreads);
  ~IOThreadPoolExecutor() override;
  void add(Func func) override;
  EventBase *getEventBase() override;
};

} // namespace folly
