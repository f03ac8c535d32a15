// RUN: %lint %s
// A library's class has a member to await beside the one that is called.
#include <mini/client.h>

mini::task<> calls_the_other(mini::client &of) {
  of.close();
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'close' may block the coroutine's thread: there is 'close_async', which gives the same to await
  int n = of.get(1);
  // CHECK: [[#@LINE-1]]:11: remark: the call of 'get' may block the coroutine's thread: there is 'asyncGet', which gives the same to await
  (void)n;
  co_return;
}

mini::task<> awaits(mini::client &of) {
  co_await of.close_async();
  int n = co_await of.asyncGet(1);
  // It gives something else than its namesake, and this one is here to be read.
  n += of.size() + of.count();
  of.cancel();
}

void on_a_thread_of_its_own(mini::client &of) { of.close(); }
