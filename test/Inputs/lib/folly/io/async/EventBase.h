// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: loop callbacks, timeouts, options, statistics, TimeoutManager,
// ScheduledExecutor.

#pragma once

#include <folly/Executor.h>
#include <folly/executors/DrivableExecutor.h>
#include <folly/executors/IOExecutor.h>
#include <folly/executors/SequencedExecutor.h>

namespace folly {

class EventBase : public DrivableExecutor,
                  public IOExecutor,
                  public SequencedExecutor {
public:
  using Func = folly::Function<void()>;

  EventBase() : EventBase(true) {}
  explicit EventBase(bool enableTimeMeasurement);
  EventBase(const EventBase &) = delete;
  EventBase &operator=(const EventBase &) = delete;
  ~EventBase() override;

  bool loop();
  bool loopIgnoreKeepAlive();
  bool loopOnce(int flags = 0);
  bool loopPoll();
  void loopForever();
  void terminateLoopSoon();

  void runInEventBaseThread(Func fn) noexcept;
  void runInEventBaseThreadAndWait(Func fn) noexcept;
  void runImmediatelyOrRunInEventBaseThreadAndWait(Func fn) noexcept;
  bool isRunning() const;
  bool isInEventBaseThread() const;
  bool inRunningEventBaseThread() const;

  void add(Func fn) override { runInEventBaseThread(static_cast<Func &&>(fn)); }
  void drive() override { loopOnce(); }
  EventBase *getEventBase() override;
};

} // namespace folly
