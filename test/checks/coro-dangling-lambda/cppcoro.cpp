// RUN: %lint %s
#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<int> load(int id);

cppcoro::task<int> returned(int id) {
  return [id]() -> cppcoro::task<int> { co_return co_await load(id); }();
  // CHECK: [[#@LINE-1]]:10: warning: 'id' is read after its closure is gone: the coroutine is not awaited in this statement [coro-dangling-lambda]
}
int waited_for(int id) {
  return cppcoro::sync_wait([id]() -> cppcoro::task<int> { co_return co_await load(id); }());
}

cppcoro::task<int> gathered_later(std::vector<int> ids) {
  std::vector<cppcoro::task<int>> jobs;
  for (int id : ids)
    jobs.push_back([id]() -> cppcoro::task<int> { co_return co_await load(id); }());
    // CHECK: [[#@LINE-1]]:20: warning: 'id' is read after its closure is gone: the coroutine is not awaited
  int sum = 0;
  for (int one : co_await cppcoro::when_all(std::move(jobs)))
    sum += one;
  co_return sum;
}
cppcoro::task<int> gathered_later_by_name(std::vector<int> ids, int bias) {
  auto one = [&](int id) -> cppcoro::task<int> { co_return bias + co_await load(id); };
  std::vector<cppcoro::task<int>> jobs;
  for (int id : ids)
    jobs.push_back(one(id));
  int sum = 0;
  for (int value : co_await cppcoro::when_all(std::move(jobs)))
    sum += value;
  co_return sum;
}
cppcoro::task<int> gathered(int id) {
  auto [a, b] = co_await cppcoro::when_all([&]() -> cppcoro::task<int> { co_return co_await load(id); }(), load(2));
  co_return a + b;
}

cppcoro::task<int> in_a_scope(int id) {
  cppcoro::async_scope scope;
  auto one = [&]() -> cppcoro::task<> { id = co_await load(id); };
  scope.spawn(one());
  co_await scope.join();
  co_return id;
}
cppcoro::task<int> in_a_scope_too_early(int id) {
  cppcoro::async_scope scope;
  scope.spawn([&]() -> cppcoro::task<> { id = co_await load(id); }());
  // CHECK: [[#@LINE-1]]:15: warning: 'id' is read after its closure is gone: the coroutine runs on after this statement
  co_await scope.join();
  co_return id;
}
