// RUN: %lint %s
#include <folly/coro/Task.h>

struct JNIEnv_ {
  int GetVersion();
};

folly::coro::Task<int> load();

// A task of folly comes back to its executor behind each await.
folly::coro::Task<int> comes_back(JNIEnv_ *env) {
  int loaded = co_await load();
  co_return loaded + env->GetVersion();
}
