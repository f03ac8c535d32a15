// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint-fix %s -- %qcoro
#include <QCoro/QCoroAbstractSocket>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTcpServer>
#include <QCoro/QCoroThread>
// FIXED:#include <QCoroProcess>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

QCoro::Task<> runs(QProcess &process, QProcess *other) {
  process.waitForStarted();
  // FIXED:  co_await qCoro(process).waitForStarted();
  if (!other->waitForFinished(1000))
    // FIXED:  if (!co_await qCoro(other).waitForFinished(1000))
    co_return;
}
struct Client : QTcpSocket {
  QTcpServer server;
  QCoro::Task<bool> connects() {
    waitForConnected();
    // FIXED:    co_await qCoro(this).waitForConnected();
    server.waitForNewConnection(100);
    // FIXED:    co_await qCoro(server).waitForNewConnection(100);
    co_return waitForReadyRead(100);
    // FIXED:    co_return co_await qCoro(this).waitForReadyRead(100);
  }
};
QCoro::Task<> joins(QThread &thread) {
  thread.wait();
  // FIXED:  co_await qCoro(thread).waitForFinished();
  co_return;
}
void no_coroutine(QProcess &process) {
  process.waitForFinished();
  // FIXED:  process.waitForFinished();
}
