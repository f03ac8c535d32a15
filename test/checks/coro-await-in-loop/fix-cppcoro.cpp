// RUN: %lint-fix %s
#include <cppcoro/task.hpp>
#include <string>
#include <vector>

using Names = std::vector<std::string>;
// Who wrote them knows what they wait for.
cppcoro::task<std::string> fetch(std::string url);
cppcoro::task<int> measure(const std::string &url);
cppcoro::task<int> count(int n);
cppcoro::task<> visit(const std::string &url);
struct Session {
  int id;
  cppcoro::task<> stop();
};

cppcoro::task<Names> keeps_each(const Names &urls) {
  Names all;
  // FIXED:  std::vector<cppcoro::task<std::string>> tasks;
  for (const auto &url : urls)
    all.push_back(co_await fetch(url));
  // FIXED:    tasks.push_back(fetch(url));
  // FIXED:  auto results = co_await cppcoro::when_all(std::move(tasks));
  // FIXED:  for (auto &&result : results)
  // FIXED:    all.push_back(std::move(result));
  co_return all;
}
cppcoro::task<int> adds_up(const Names &urls) {
  int tasks = 0;
  for (const auto &url : urls) {
    tasks += co_await measure(url);
  }
  // FIXED:  std::vector<cppcoro::task<int>> tasks_;
  // FIXED:    tasks_.push_back(measure(url));
  // FIXED:  for (auto &&result : results)
  // FIXED:    tasks += result;
  co_return tasks;
}
cppcoro::task<> stops(std::vector<Session> &sessions) {
  for (Session &session : sessions)
    co_await session.stop();
  // FIXED:  std::vector<cppcoro::task<>> tasks;
  // FIXED:    tasks.push_back(session.stop());
  // FIXED:  co_await cppcoro::when_all(std::move(tasks));
}
cppcoro::task<int> by_number(std::vector<int> numbers) {
  int sum = 0;
  for (std::size_t i = 0; i != numbers.size(); ++i)
    sum += co_await count(numbers[i]);
  // FIXED:    tasks.push_back(count(numbers[i]));
  co_return sum;
}
