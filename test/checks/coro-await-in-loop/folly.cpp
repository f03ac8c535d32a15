// RUN: %lint %s
#include <chrono>
#include <folly/coro/Collect.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <string>
#include <utility>
#include <vector>

folly::coro::Task<std::string> fetch(std::string url);
folly::Future<std::string> start(std::string url);

folly::coro::Task<std::vector<std::string>> each_page(const std::vector<std::string> &urls) {
  std::vector<std::string> all;
  for (const auto &url : urls)
    all.push_back(co_await fetch(url));
  // CHECK: [[#@LINE-1]]:19: remark: each iteration works on its own element, but starts only when the one before is done [coro-await-in-loop]
  // CHECK: [[#@LINE-2]]:19: note: 'folly::coro::collectAllRange' awaits a range of tasks at once, 'folly::coro::collectAllWindowed' a limited number at a time
  co_return all;
}
folly::coro::Task<> lazy_tasks_in_a_container(std::vector<folly::coro::Task<std::string>> tasks) {
  for (auto &task : tasks)
    co_await std::move(task);
  // CHECK: [[#@LINE-1]]:5: remark: the tasks are awaited one after another
}

folly::coro::Task<> futures_run_already(std::vector<folly::Future<std::string>> futures) {
  for (auto &future : futures)
    co_await std::move(future);
}
folly::coro::Task<> gathered(std::vector<folly::coro::Task<std::string>> tasks) {
  co_await folly::coro::collectAllRange(std::move(tasks));
}
folly::coro::Task<> a_pause_in_each(std::vector<std::string> urls) {
  for (const auto &url : urls) {
    co_await fetch(url);
    co_await folly::coro::sleep(std::chrono::seconds(1));
  }
}
folly::coro::Task<> a_lock_in_each(std::vector<std::string> urls, folly::coro::Mutex &mutex) {
  for (const auto &url : urls) {
    auto lock = co_await mutex.co_scoped_lock();
    co_await fetch(url);
  }
}
