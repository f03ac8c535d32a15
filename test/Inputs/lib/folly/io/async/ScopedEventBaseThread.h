// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: names, the event base manager.

#pragma once

#include <folly/executors/IOExecutor.h>
#include <folly/executors/SequencedExecutor.h>
#include <folly/io/async/EventBase.h>

namespace folly {

class ScopedEventBaseThread : public IOExecutor, public SequencedExecutor {
public:
  ScopedEventBaseThread();
  ~ScopedEventBaseThread() override;
  EventBase *getEventBase() const;
  EventBase *getEventBase() override;
  void add(Func func) override;
};

} // namespace folly
