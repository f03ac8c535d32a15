// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: isSequencedExecutor.

#pragma once

#include <folly/Executor.h>

namespace folly {

class SequencedExecutor : public virtual Executor {
public:
  ~SequencedExecutor() override = default;
};

} // namespace folly
