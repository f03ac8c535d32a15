// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -DRUNS -o %t.exe -isystem %root/test/Inputs/lib
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
// The loop makes the tasks, and does with the results what it did.
#include <cstdio>
#include <map>
#include <mini/coro.h>
#include <string>
#include <vector>

using Names = std::vector<std::string>;
// Who wrote them knows what they wait for.
mini::task<std::string> fetch(std::string url);
mini::task<int> measure(const std::string &url);
mini::task<int> count(int n);
mini::task<> visit(const std::string &url);
struct Session {
  int id;
  mini::task<> stop();
};

mini::task<Names> keeps_each(const Names &urls) {
  Names all;
  // FIXED:  std::vector<mini::task<std::string>> tasks;
  for (const auto &url : urls)
    all.push_back(co_await fetch(url));
  // FIXED:    tasks.push_back(fetch(url));
  // FIXED:  auto results = co_await mini::when_all(std::move(tasks));
  // FIXED:  for (auto &&result : results)
  // FIXED:    all.push_back(std::move(result));
  co_return all;
}
mini::task<int> adds_up(const Names &urls) {
  int tasks = 0;
  for (const auto &url : urls) {
    tasks += co_await measure(url);
  }
  // FIXED:  std::vector<mini::task<int>> tasks_;
  // FIXED:    tasks_.push_back(measure(url));
  // FIXED:  for (auto &&result : results)
  // FIXED:    tasks += result;
  co_return tasks;
}
mini::task<> stops(std::vector<Session> &sessions) {
  for (Session &session : sessions)
    co_await session.stop();
  // FIXED:  std::vector<mini::task<>> tasks;
  // FIXED:    tasks.push_back(session.stop());
  // FIXED:  co_await mini::when_all(std::move(tasks));
}
mini::task<int> by_number(std::vector<int> numbers) {
  int sum = 0;
  for (std::size_t i = 0; i != numbers.size(); ++i)
    sum += co_await count(numbers[i]);
  // FIXED:    tasks.push_back(count(numbers[i]));
  co_return sum;
}

// The copy would be gone before the task looks at it.
mini::task<> not_of_a_copy(const Names &urls) {
  for (auto url : urls)
    co_await visit(url);
  // FIXED:    co_await visit(url);
}
mini::task<> not_of_a_temporary(const Names &urls) {
  for (const auto &url : urls)
    co_await visit(url + "/");
  // FIXED:    co_await visit(url + "/");
}
// Which element a result belongs to is asked for where it is kept.
mini::task<std::map<std::string, int>> not_by_name(const Names &urls) {
  std::map<std::string, int> sizes;
  for (const auto &url : urls)
    sizes[url] = co_await measure(url);
  // FIXED:    sizes[url] = co_await measure(url);
  co_return sizes;
}

#ifdef RUNS
mini::task<std::string> fetch(std::string url) { co_return "<" + url + ">"; }
mini::task<int> measure(const std::string &url) { co_return int(url.size()); }
mini::task<int> count(int n) { co_return n; }
mini::task<> visit(const std::string &) { co_return; }
mini::task<> Session::stop() {
  std::printf("stopped %d\n", id);
  co_return;
}
int main() {
  Names urls{"a", "bb"};
  for (const std::string &text : mini::sync_wait(keeps_each(urls)))
    std::printf("%s\n", text.c_str());
  std::vector<Session> sessions{{1}, {2}};
  mini::sync_wait(stops(sessions));
  std::printf("%d %d\n", mini::sync_wait(adds_up(urls)), mini::sync_wait(by_number({1, 2, 3})));
}
#endif
// RUNS: <a>
// RUNS-NEXT: <bb>
// RUNS-NEXT: stopped 1
// RUNS-NEXT: stopped 2
// RUNS-NEXT: 3 6
