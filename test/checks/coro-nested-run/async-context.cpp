// RUN: %lint %s
// What libhal's drivers are coroutines of: a context runs them, whoever holds them.
#include <async/context.h>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

async::future<int> read(async::context &on, int pin);
async::future<void> write(async::context &on, int value);

async::future<int> runs_another_context(async::context &on, async::basic_context<1024> &other) {
  auto value = read(other, 1);
  other->sync_wait([](async::sleep_duration time) { std::this_thread::sleep_for(time); });
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sync_wait' in a coroutine runs an event loop, {{.*}}: it runs the context's coroutines here until they are done [coro-nested-run]
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await async::sleep_duration(d)
  co_return co_await value + co_await read(on, 2);
}
async::future<int> awaits(async::context &on) {
  co_await 10ms;
  co_await on.block_by_io();
  co_return co_await read(on, 2);
}

async::future<void> drops(async::context &on) {
  write(on, 1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'write' is not awaited, so it never runs [coro-unawaited-task]
  co_await write(on, 2);
}

int main() {
  async::basic_context<1024> on;
  auto job = write(on, 1);
  on->sync_wait([](async::sleep_duration time) { std::this_thread::sleep_for(time); });
}
