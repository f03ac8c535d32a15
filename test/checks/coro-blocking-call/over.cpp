// RUN: %lint %s
// Nothing is left to wait for: what the work does in the end was awaited.
#include <future>
#include <mini/task.h>
#include <sys/socket.h>
#include <thread>

struct event {
  void set();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct poller {
  mini::eager<> wait_readable(int descriptor);
  mini::eager<> forget(int descriptor);
};
int compute();

mini::task<> joins_what_is_over() {
  event done;
  std::thread work([&] {
    compute();
    done.set();
  });
  co_await done;
  work.join();
}

mini::task<> joins_what_may_run(event &other) {
  event done;
  std::thread work([&] {
    compute();
    done.set();
  });
  co_await other;
  work.join();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'join' blocks the coroutine's thread
  co_await done;
}

mini::task<int> takes_what_is_there() {
  event done;
  auto later = std::async(std::launch::async, [&] {
    int n = compute();
    done.set();
    return n;
  });
  co_await done;
  co_return later.get();
}

mini::task<int> takes_what_may_not_be_there() {
  event done;
  auto later = std::async(std::launch::async, [&] { return compute(); });
  int n = later.get();
  // CHECK: [[#@LINE-1]]:11: warning: the call of 'get' blocks the coroutine's thread
  co_await done;
  co_return n;
}

mini::task<int> accepts_when_ready(poller &poll, int socket) {
  co_await poll.wait_readable(socket);
  co_return accept(socket, nullptr, nullptr);
}

mini::task<int> accepts_at_once(poller &poll, int socket) {
  co_await poll.forget(socket);
  co_return accept(socket, nullptr, nullptr);
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'accept' blocks the coroutine's thread
}
