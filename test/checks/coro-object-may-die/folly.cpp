// RUN: %lint %s
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>
#include <memory>
#include <string>

folly::coro::Task<> rest();
void log(const std::string &line);

struct Session : std::enable_shared_from_this<Session> {
  folly::Executor::KeepAlive<> executor;
  int count = 0;

  virtual ~Session();
  folly::coro::Task<void> reader() {
    co_await rest();
    ++count;
  }
  folly::coro::Task<void> keeps_itself() {
    auto self = shared_from_this();
    co_await rest();
    ++count;
  }
  void starts() {
    (void)folly::coro::co_withExecutor(executor, reader()).start();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'reader' is suspended: nothing of the coroutine keeps it [coro-object-may-die]
  }
  void keeps() { (void)folly::coro::co_withExecutor(executor, keeps_itself()).start(); }
  void starts_a_lambda() {
    (void)folly::coro::co_withExecutor(
        executor, folly::coro::co_invoke([this]() -> folly::coro::Task<> {
          // CHECK: [[#@LINE-1]]:19: remark: the object may be gone while the lambda is suspended
          co_await rest();
          ++count;
        })).start();
  }
  void has_a_part() {
    (void)folly::coro::co_withExecutor(
        executor, folly::coro::co_invoke([this, self = shared_from_this()]() -> folly::coro::Task<> {
          co_await rest();
          ++count;
        })).start();
  }
};
