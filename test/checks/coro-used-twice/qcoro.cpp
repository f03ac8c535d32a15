// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QStringList>
#include <memory>

QCoro::Task<> send(std::unique_ptr<QStringList> rows);
void log(const QStringList &rows);

QCoro::Task<> moved_and_read(std::unique_ptr<QStringList> rows) {
  co_await send(std::move(rows));
  log(*rows);
  // CHECK: [[#@LINE-1]]:8: warning: 'rows' is read after it was moved into 'send' [coro-used-twice]
  // CHECK: [[#@LINE-3]]:27: note: it is moved here
}
QCoro::Task<> read_and_moved(std::unique_ptr<QStringList> rows) {
  log(*rows);
  co_await send(std::move(rows));
}
QCoro::Task<> moved_and_made_anew(std::unique_ptr<QStringList> rows) {
  co_await send(std::move(rows));
  rows = std::make_unique<QStringList>();
  log(*rows);
}
