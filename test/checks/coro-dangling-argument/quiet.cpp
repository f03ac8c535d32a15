// RUN: %lint %s
// Arguments that look as if they ended too early.
#include <memory>
#include <mini/coro.h>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

mini::eager<int> ready(int id);
std::string read();
mini::task<int> length(const std::string &of) { co_return static_cast<int>(of.size()); }
mini::task<int> view(std::string_view of) { co_return static_cast<int>(of.size()); }

// --- awaited in the same full-expression

mini::task<int> together() {
  auto [a, b] = co_await mini::when_all(length(read()), view(read()));
  co_return a + b;
}
int waited_for() { return mini::sync_wait(length(read())); }
mini::task<int> in_a_condition(bool first) {
  co_return first ? co_await length(read()) : co_await view(read());
}

// --- not used later

struct Tag {};
mini::task<int> tagged(const Tag &) { co_return 1; }
mini::task<int> unnamed(const std::string &) { co_return 1; }
mini::task<int> not_used() {
  auto a = tagged(Tag());
  auto b = unnamed(read());
  co_return co_await a + co_await b;
}

// --- a plain function that copies

mini::task<int> copies(std::string of) { co_return static_cast<int>(of.size()); }
mini::task<int> hands_on(const std::string &of) { return copies(of); }
mini::task<int> handed_on() {
  auto job = hands_on(read());
  co_return co_await job;
}

// --- whose end is not known

class Store {
  std::string name;
  std::vector<mini::task<int>> jobs;

public:
  mini::task<int> of_a_member() { return length(name); }
  void kept_of_a_member() { jobs.push_back(length(name)); }
  mini::task<int> taken() { return std::move(jobs.back()); }
  mini::task<int> of_what_is_given(const std::string &text) { return length(text); }
};
mini::task<int> of_a_static() {
  static std::string name = read();
  return length(name);
}
mini::task<int> of_a_reference() {
  const std::string &name = read();
  co_return co_await length(name);
}
mini::task<int> behind_a_pointer(std::shared_ptr<std::string> name) { return length(*name); }

// --- locals that outlive the task

mini::task<int> in_a_container() {
  std::string name = read();
  std::vector<mini::task<int>> jobs;
  jobs.push_back(length(name));
  int sum = 0;
  for (auto &job : jobs)
    sum = co_await length(std::to_string(sum)) + co_await job;
  co_return sum;
}
mini::task<int> in_an_optional() {
  std::string name = read();
  std::optional<mini::task<int>> job(length(name));
  co_return co_await *job;
}
int main() {
  std::string name = read();
  auto job = length(name);
  return mini::sync_wait(std::move(job));
}
