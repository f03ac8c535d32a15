// What to do instead is told as it would be written, blocks and all.
// RUN: %lint %s
#include <chrono>
#include <kj/async.h>
#include <thread>
#include <yaclib/coro/future.hpp>

using namespace std::chrono_literals;

yaclib::Future<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await yaclib::Run(pool, [&] { return work(); })
  co_return {};
}

kj::Promise<void> waits(std::thread &other) {
  other.join();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'join' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await executor.executeAsync([&] { return work(); })
  co_return;
}
