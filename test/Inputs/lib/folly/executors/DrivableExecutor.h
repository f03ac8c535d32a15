// Mirrors facebook/folly ff98381ea (2026-08-22).
// Complete.

#pragma once

#include <folly/Executor.h>

namespace folly {

class DrivableExecutor : public virtual Executor {
public:
  ~DrivableExecutor() override = default;
  virtual void drive() = 0;
};

} // namespace folly
