// RUN: %lint %s
#include <boost/asio.hpp>

namespace asio = boost::asio;

struct JNIEnv_ {
  int GetVersion();
};

asio::awaitable<int> moves(asio::thread_pool &pool, JNIEnv_ *env) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  co_return env->GetVersion();
  // CHECK: [[#@LINE-1]]:13: warning: 'env' is used on another thread than its own
  // CHECK: [[#@LINE-3]]:3: note: this co_await moves the coroutine to another thread
}
asio::awaitable<int> comes_back(asio::steady_timer &timer, JNIEnv_ *env) {
  co_await timer.async_wait(asio::use_awaitable);
  co_return env->GetVersion();
}
asio::awaitable<int> comes_back_from_a_pool(asio::thread_pool &pool, JNIEnv_ *env) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  co_return env->GetVersion();
}
