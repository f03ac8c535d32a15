// RUN: %lint %s
#include <chrono>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <string>
#include <vector>

cppcoro::task<std::string> fetch(std::string url);
cppcoro::generator<std::string> urls_of(const std::string &page);

cppcoro::task<std::vector<std::string>> each_page(const std::vector<std::string> &urls) {
  std::vector<std::string> all;
  for (const auto &url : urls)
    all.push_back(co_await fetch(url));
  // CHECK: [[#@LINE-1]]:19: remark: each iteration works on its own element, but starts only when the one before is done [coro-await-in-loop]
  // CHECK: [[#@LINE-2]]:19: note: 'cppcoro::when_all' awaits a range of tasks at once; if there can be many, await a limited number at a time; on an error, the others run to their end, then the first error in argument order is thrown
  co_return all;
}
cppcoro::task<> lazy_tasks_in_a_container(std::vector<cppcoro::task<std::string>> &tasks) {
  for (auto &task : tasks)
    co_await task;
  // CHECK: [[#@LINE-1]]:5: remark: the tasks are awaited one after another, so each starts only when the one before is done
}

cppcoro::task<> elements_of_a_generator(std::string page) {
  for (const auto &url : urls_of(page))
    co_await fetch(url);
}
cppcoro::task<> a_lock_in_each(std::vector<std::string> urls, cppcoro::async_mutex &mutex) {
  for (const auto &url : urls) {
    auto lock = co_await mutex.scoped_lock_async();
    co_await fetch(url);
  }
}
cppcoro::task<> a_pause_in_each(std::vector<std::string> urls, cppcoro::io_service &io) {
  for (const auto &url : urls) {
    co_await fetch(url);
    co_await io.schedule_after(std::chrono::seconds(1));
  }
}
// Somebody may have awaited a copy of it.
cppcoro::task<> shared_tasks(std::vector<cppcoro::shared_task<std::string>> &tasks) {
  for (auto &task : tasks)
    co_await task;
}
