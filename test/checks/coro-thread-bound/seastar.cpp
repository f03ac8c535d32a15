// A coroutine of Seastar stays on its shard, unless an awaiter of one's own
// resumes it elsewhere: of that nobody knows.
// RUN: %lint %s
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

// As <jni.h> has it.
struct JNIEnv_ {
  int GetVersion();
};
using JNIEnv = JNIEnv_;

seastar::future<int> load();

seastar::future<int> stays(JNIEnv *env) {
  int loaded = co_await load();
  co_return loaded + env->GetVersion();
}
