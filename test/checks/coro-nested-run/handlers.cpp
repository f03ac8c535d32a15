// Qt slots, which an event loop runs; only if the options ask for them.
// RUN: %lint %s --option=coro-blocking-call.Handlers=on --option=coro-nested-run.Handlers=on -- %qt
// RUN: %lint %s --option=coro-blocking-call.Handlers=off --option=coro-nested-run.Handlers=off --prefix=OFF -- %qt
#include <QEventLoop>
#include <QObject>
#include <QThread>
#include <QTimer>

struct Window : QObject {
  QTimer timer;

  Window() {
    connect(&timer, &QTimer::timeout, this, &Window::on_timeout);
    connect(&timer, &QTimer::timeout, this, [] { QThread::sleep(1); });
    // CHECK: [[#@LINE-1]]:50: warning: the call of 'sleep' blocks the handler's thread: it parks the thread until the time is over [coro-blocking-call]
    QTimer::singleShot(10, this, [this] { wait_here(); });
    // CHECK: [[#@LINE-1]]:43: warning: the call of 'wait_here' in a handler runs a loop of its own, and the one that runs the handler stands still: it comes to the call of 'exec'{{.*}} [coro-nested-run]
    // CHECK: [[#@LINE+6]]:5: note: in 'wait_here': the call of 'exec'
  }

  void wait_here() {
    QEventLoop inner;
    connect(&timer, &QTimer::timeout, &inner, &QEventLoop::quit);
    inner.exec();
  }

  void on_timeout() {
    QThread::msleep(5);
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'msleep' blocks the handler's thread: it parks
  }

  void on_error() { QThread::create([] { QThread::sleep(1); })->start(); }
  void connect_more() { connect(&timer, &QTimer::timeout, this, &Window::on_error); }

  void nobody_connects_this() { QThread::msleep(5); }
};
