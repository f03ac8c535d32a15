// RUN: %lint %s
#include <boost/asio.hpp>
#include <coroutine>

namespace asio = boost::asio;

struct OnAPool {
  asio::thread_pool &pool;
  bool posted = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    asio::post(pool, [handle] { handle.resume(); });
    posted = true;
    // CHECK: [[#@LINE-1]]:5: warning: 'posted' is used after the coroutine's handle was handed out, when another thread may have ended this awaiter [coro-awaiter-race]
  }
  void await_resume() {}
};
struct OnAPoolAtLast {
  asio::thread_pool &pool;
  bool posted = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    posted = true;
    asio::post(pool, [handle] { handle.resume(); });
  }
  void await_resume() {}
};
