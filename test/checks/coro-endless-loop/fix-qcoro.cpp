// RUN: %lint-fix %s -- %qcoro
#include <QCoro/QCoroTask>
// FIXED:#include <QCoroTimer>

struct Stream {
  bool ready = false;

  QCoro::Task<> waits() {
    while (!ready) {
    }
    // FIXED:      co_await QCoro::sleepFor(std::chrono::milliseconds(0));
    co_return;
  }
};
