// An algorithm has a copy of its own of what it calls, and the tasks that were
// made outlive it.
// RUN: %lint %s
#include <algorithm>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <functional>
#include <iterator>
#include <mini/coro.h>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<int> load(std::string name);
mini::eager<int> begin(int id);
using Tasks = std::vector<cppcoro::task<int>>;

cppcoro::task<std::size_t> collected(std::vector<int> ids, std::string key) {
  Tasks tasks;
  std::transform(ids.begin(), ids.end(), std::back_inserter(tasks), [&](int id) -> cppcoro::task<int> {
    // CHECK: [[#@LINE-1]]:69: warning: 'key' is read after its closure is gone: 'transform' lets it go when the coroutine is first suspended [coro-dangling-lambda]
    co_return id + co_await load(key);
  });
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
cppcoro::task<std::size_t> written_over_others(std::vector<int> ids, std::string key) {
  Tasks tasks(ids.size());
  std::ranges::transform(ids, tasks.begin(), [key](int id) -> cppcoro::task<int> {
    // CHECK: [[#@LINE-1]]:46: warning: 'key' is read after its closure is gone: 'transform' lets it go when the coroutine is first suspended
    co_return id + co_await load(key);
  });
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
cppcoro::task<std::size_t> of_a_copy(std::vector<int> ids, std::string key) {
  Tasks tasks;
  auto one = [key](int id) -> cppcoro::task<int> { co_return id + co_await load(key); };
  std::transform(ids.begin(), ids.end(), std::back_inserter(tasks), one);
  // CHECK: [[#@LINE-1]]:69: warning: 'key' is read after its closure is gone: 'transform' lets it go when the coroutine is first suspended
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
void begun(std::vector<int> ids, int bias) {
  std::vector<mini::eager<int>> all;
  std::for_each(ids.begin(), ids.end(), [bias](int id) -> mini::fire_and_forget {
    // CHECK: [[#@LINE-1]]:41: warning: 'bias' is read after its closure is gone: 'for_each' lets it go when the coroutine is first suspended
    int now = co_await begin(id);
    co_await begin(now + bias);
  });
}

// --- the closure is there for long enough, or not needed

cppcoro::task<std::size_t> by_reference(std::vector<int> ids, std::string key) {
  Tasks tasks;
  auto one = [key](int id) -> cppcoro::task<int> { co_return id + co_await load(key); };
  std::transform(ids.begin(), ids.end(), std::back_inserter(tasks), std::ref(one));
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
cppcoro::task<std::size_t> without_captures(std::vector<int> ids) {
  Tasks tasks;
  std::transform(ids.begin(), ids.end(), std::back_inserter(tasks),
                 [](int id) -> cppcoro::task<int> { co_return id + co_await load("x"); });
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
cppcoro::task<std::size_t> no_coroutine(std::vector<int> ids, std::string key) {
  Tasks tasks;
  std::transform(ids.begin(), ids.end(), std::back_inserter(tasks), [&](int) { return load(key); });
  co_return (co_await cppcoro::when_all(std::move(tasks))).size();
}
void used_before_it_is_suspended(std::vector<int> ids, int bias) {
  std::for_each(ids.begin(), ids.end(), [bias](int id) -> mini::fire_and_forget { co_await begin(id + bias); });
}
