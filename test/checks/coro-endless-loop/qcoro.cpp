// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QObject>
#include <chrono>

struct Download : QObject {
  bool isDone = false;

  QCoro::Task<int> waits() {
    while (!isDone) {
      // CHECK: [[#@LINE-1]]:5: warning: this loop waits for 'isDone' and lets nobody run who could change it [coro-endless-loop]
    }
    co_return 1;
  }
  QCoro::Task<int> waits_and_sleeps() {
    while (!isDone)
      co_await QCoro::sleepFor(std::chrono::milliseconds(10));
    co_return 1;
  }
};
