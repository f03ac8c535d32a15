// Mirrors facebook/folly ff98381ea (2026-08-22).
// Complete.

#pragma once

#include <folly/Executor.h>

namespace folly {

class EventBase;

class IOExecutor : public virtual Executor {
public:
  ~IOExecutor() override = default;
  virtual EventBase *getEventBase() = 0;
};

} // namespace folly
