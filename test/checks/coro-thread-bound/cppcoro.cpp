// RUN: %lint %s
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <string>

// As <jni.h> has it.
struct JNIEnv_ {
  int GetVersion();
};
using JNIEnv = JNIEnv_;

cppcoro::task<int> load();

cppcoro::task<int> moves(cppcoro::static_thread_pool &pool, JNIEnv *env) {
  int before = env->GetVersion();
  co_await pool.schedule();
  co_return before + env->GetVersion();
  // CHECK: [[#@LINE-1]]:22: warning: 'env' is used on another thread than its own: a JNIEnv is for the thread that it was given to [coro-thread-bound]
  // CHECK: [[#@LINE-3]]:3: note: this co_await moves the coroutine to another thread
}
struct Bridge {
  JNIEnv *env_;
  cppcoro::task<int> of_a_member(cppcoro::static_thread_pool &pool, bool twice) {
    co_await pool.schedule();
    if (twice)
      co_return env_->GetVersion();
    // CHECK: [[#@LINE-1]]:17: warning: 'env_' is used on another thread
    co_return 0;
  }
};

// What follows another suspension may be back where it began.
cppcoro::task<int> may_be_back(cppcoro::static_thread_pool &pool, JNIEnv *env) {
  co_await pool.schedule();
  int loaded = co_await load();
  co_return loaded + env->GetVersion();
}
cppcoro::task<int> before_it_moves(cppcoro::static_thread_pool &pool, JNIEnv *env) {
  int version = env->GetVersion();
  co_await pool.schedule();
  co_return version;
}
cppcoro::task<int> stays(JNIEnv *env) {
  int loaded = co_await load();
  co_return loaded + env->GetVersion();
}
