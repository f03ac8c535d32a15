// RUN: %lint %s
#include <drogon/utils/coroutine.h>
#include <memory>

drogon::Task<> rest();

struct Session : std::enable_shared_from_this<Session> {
  int count = 0;
  drogon::Task<> reader() {
    co_await rest();
    ++count;
  }
  void starts() {
    drogon::async_run([this]() -> drogon::Task<> {
      // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while the lambda is suspended: nothing of the coroutine keeps it [coro-object-may-die]
      co_await rest();
      ++count;
    });
  }
  void starts_a_member() {
    drogon::async_run([this] { return reader(); });
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'reader' is suspended
  }
  void keeps() {
    drogon::async_run([this, self = shared_from_this()]() -> drogon::Task<> {
      co_await rest();
      ++count;
    });
  }
  void needs_nothing_later() {
    drogon::async_run([this]() -> drogon::Task<> {
      ++count;
      co_await rest();
    });
  }
};
