// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QThreadPool>
#include <coroutine>

struct OnAPool {
  QThreadPool &pool;
  bool isStarted = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    pool.start([handle] { handle.resume(); });
    isStarted = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'isStarted' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
  }
  void await_resume() {}
};
struct OnAPoolAtLast {
  QThreadPool &pool;
  bool isStarted = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    isStarted = true;
    pool.start([handle] { handle.resume(); });
  }
  void await_resume() {}
};
QCoro::Task<> elsewhere(QThreadPool &pool) {
  co_await OnAPool{pool};
  co_await OnAPoolAtLast{pool};
}
