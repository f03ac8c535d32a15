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
