// RUN: %lint %s
#include <folly/coro/Collect.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>

folly::coro::Task<int> load(int id);

folly::coro::Task<int> returned(int id) {
  return [id]() -> folly::coro::Task<int> { co_return co_await load(id); }();
  // CHECK: [[#@LINE-1]]:10: warning: 'id' is read after its closure is gone: the coroutine is not awaited in this statement [coro-dangling-lambda]
}
folly::coro::Task<int> kept(int id) {
  return folly::coro::co_invoke([id]() -> folly::coro::Task<int> { co_return co_await load(id); });
}

folly::coro::Task<int> gathered(int id) {
  auto [a, b] = co_await folly::coro::collectAll(
      [&]() -> folly::coro::Task<int> { co_return co_await load(id); }(), load(2));
  co_return a + b;
}
folly::coro::Task<int> gathered_later(int id) {
  auto one = [&]() -> folly::coro::Task<int> { co_return co_await load(id); }();
  // CHECK: [[#@LINE-1]]:14: warning: 'id' is read after its closure is gone
  auto [a, b] = co_await folly::coro::collectAll(std::move(one), load(2));
  co_return a + b;
}

// A closure ends with its block, and its task is awaited behind that.
folly::coro::Task<void> closures_in_a_loop(std::vector<int> ids) {
  std::vector<folly::coro::Task<int>> all;
  for (int id : ids) {
    auto job = [id]() -> folly::coro::Task<int> { co_return co_await load(id); };
    all.push_back(job());
    // CHECK: [[#@LINE-1]]:19: warning: 'id' is read after 'job' is gone: 'all' keeps the task for longer [coro-dangling-lambda]
  }
  co_await folly::coro::collectAllRange(std::move(all));
}
folly::coro::Task<void> one_closure_for_all(std::vector<int> ids) {
  std::vector<folly::coro::Task<int>> all;
  int sum = 0;
  auto job = [&sum](int id) -> folly::coro::Task<int> { co_return sum + co_await load(id); };
  for (int id : ids)
    all.push_back(job(id));
  co_await folly::coro::collectAllRange(std::move(all));
}
