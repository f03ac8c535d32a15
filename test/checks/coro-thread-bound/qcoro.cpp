// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// Nothing here is a mistake that the code alone shows.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QCoro/QCoroThread>
#include <QThread>

// As <jni.h> has it.
struct JNIEnv_ {
  int GetVersion();
};
using JNIEnv = JNIEnv_;

QCoro::Task<int> load();

// The thread that it is given may be the one that the object is for.
QCoro::Task<int> moves(QThread *thread, JNIEnv *env) {
  co_await QCoro::moveToThread(thread);
  co_return env->GetVersion();
}
QCoro::Task<int> before_it_moves(QThread *thread, JNIEnv *env) {
  int version = env->GetVersion();
  co_await QCoro::moveToThread(thread);
  co_return version;
}
QCoro::Task<int> stays(JNIEnv *env) {
  int loaded = co_await load();
  co_return loaded + env->GetVersion();
}
