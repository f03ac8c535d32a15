// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: scheduling at a time, the clock.

#pragma once

#include <cstddef>
#include <folly/executors/DrivableExecutor.h>
#include <folly/executors/SequencedExecutor.h>

namespace folly {

class ManualExecutor : public DrivableExecutor, public SequencedExecutor {
public:
  ~ManualExecutor() override;
  void add(Func) override;
  size_t run();
  size_t step();
  size_t drain();
  void wait();
  void makeProgress() {
    wait();
    run();
  }
  void drive() override { makeProgress(); }
  template <class F> void waitFor(F const &f) {
    while (!f.isReady())
      run();
  }
};

} // namespace folly
