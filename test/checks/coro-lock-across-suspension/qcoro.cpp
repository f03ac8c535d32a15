// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QMutex>
#include <QMutexLocker>
#include <QReadWriteLock>

QCoro::Task<int> load(int id);

QCoro::Task<int> over_an_await(QMutex &mutex) {
  QMutexLocker lock(&mutex);
  // CHECK: [[#@LINE-1]]:16: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended, so whoever wants it on this thread waits for ever [coro-lock-across-suspension]
  co_return co_await load(1);
}
QCoro::Task<int> over_an_await_by_hand(QReadWriteLock &lock) {
  lock.lockForRead();
  // CHECK: [[#@LINE-1]]:3: warning: 'lock' stays locked while the coroutine is suspended
  int row = co_await load(1);
  lock.unlock();
  co_return row;
}
QCoro::Task<int> given_back_first(QMutex &mutex, int &last) {
  QMutexLocker lock(&mutex);
  ++last;
  lock.unlock();
  co_return co_await load(1);
}
