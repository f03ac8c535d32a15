// RUN: %lint %s
// What brpc/coroutine.h warns of: in a coroutine, what waits in a bthread waits too.
#include <brpc/coroutine.h>

using brpc::experimental::Awaitable;
using brpc::experimental::AwaitableDone;
using brpc::experimental::Coroutine;
namespace pb = google::protobuf;

Awaitable<int> load(int id);
Awaitable<void> save(int row);

Awaitable<int> waits(bthread_t other, brpc::CallId call, bthread::CountdownEvent &all) {
  bthread_usleep(100);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'bthread_usleep' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await brpc::experimental::Coroutine::usleep(microseconds)
  bthread_join(other, nullptr);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'bthread_join' blocks the coroutine's thread: it waits until that bthread has ended
  brpc::Join(call);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'Join' blocks the coroutine's thread: it waits until that call has ended
  all.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until the count is zero
  Coroutine job(load(1));
  co_return job.join<int>();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'join' blocks the coroutine's thread: it waits until that coroutine is done
}
Awaitable<int> awaits(bthread::CountdownEvent &all) {
  int rest = co_await Coroutine::usleep(100);
  all.signal();
  Coroutine job(load(1));
  co_return rest + co_await job.awaitable<int>();
}

Awaitable<void> asks(brpc::Channel &channel, pb::RpcController *control, const pb::Message *request, pb::Message *answer) {
  channel.CallMethod(nullptr, control, request, answer, nullptr);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'CallMethod' blocks the coroutine's thread: it waits for the server's answer
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await done.awaitable()
  AwaitableDone done;
  channel.CallMethod(nullptr, control, request, answer, &done);
  co_await done.awaitable();
}

Awaitable<void> drops() {
  save(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  Coroutine(save(2), true);
  co_await save(3);
}

void in_a_bthread(bthread_t other) {
  bthread_usleep(100);
  bthread_join(other, nullptr);
  Coroutine job(load(1));
  job.join<int>();
}
