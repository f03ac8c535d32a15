// RUN: %lint %s
#include <folly/Executor.h>
#include <folly/Function.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <string>

folly::coro::Task<void> save(std::string row);
folly::coro::Task<void> tick();
folly::coro::Task<int> load(int id);

void on_an_executor(folly::Executor &executor) {
  executor.add(tick);
  // CHECK: [[#@LINE-1]]:16: warning: the task that 'tick' returns is dropped by 'folly::Function', so it never runs [coro-task-as-void-callback]
  executor.add([]() -> folly::coro::Task<void> { co_await save("added"); });
  // CHECK: [[#@LINE-1]]:16: warning: the task that this lambda returns is dropped by 'folly::Function'
  folly::Function<folly::coro::Task<void>()> makes = tick;
  folly::Function<void()> log = [] {};
}
