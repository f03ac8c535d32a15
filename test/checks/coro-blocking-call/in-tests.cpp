// In a file with test cases a wait is told as a hint: it is meant, as a rule.
// RUN: %lint %s
// RUN: %lint %s --option=coro-blocking-call.Tests=on --option=coro-nested-run.Tests=on --prefix=ON
// RUN: %lint %s --option=coro-blocking-call.Tests=off --option=coro-nested-run.Tests=off --prefix=OFF
// RUN: %lint %s --prefix=NOT -- -DNO_TESTS
#include <chrono>
#include <mini/coro.h>
#include <thread>

using namespace std::chrono_literals;

#ifndef NO_TESTS
#define FRAMEWORK_TEST_CASE(Name)                                              \
  static void case_##Name();                                                   \
  static void (*const register_##Name)() = case_##Name;                        \
  static void case_##Name()
FRAMEWORK_TEST_CASE(answers_late) {
  auto server = []() -> mini::task<> {
    std::this_thread::sleep_for(200ms);
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the coroutine's thread
    // ON: [[#@LINE-2]]:5: warning: the call of 'sleep_for' blocks the coroutine's thread
    co_return;
  };
  mini::sync_wait(server());
}
#endif

// Beside the test cases, in the same file.
static mini::task<> waits_for_the_server() {
  std::this_thread::sleep_for(200ms);
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'sleep_for' blocks the coroutine's thread
  // ON: [[#@LINE-2]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  // NOT: [[#@LINE-3]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  co_return;
}

mini::task<> through_a_helper(mini::task<int> (*make)()) {
  mini::sync_wait(waits_for_the_server());
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'sync_wait' in a coroutine waits for a task
  // ON: [[#@LINE-2]]:3: warning: the call of 'sync_wait' in a coroutine waits for a task
  // NOT: [[#@LINE-3]]:3: warning: the call of 'sync_wait' in a coroutine waits for a task
  co_await make();
}
