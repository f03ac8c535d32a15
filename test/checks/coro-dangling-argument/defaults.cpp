// What a declaration gives for an argument that the call leaves out ends with
// the call's full-expression, like any other temporary.
// RUN: %lint %s
#include <cppcoro/task.hpp>
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <vector>

struct Options {
  std::vector<std::string> headers;
  int timeout = 3;
};
extern const Options standard;

cppcoro::task<int> request(std::string host, const Options &options = {});
cppcoro::task<int> request_as(std::string host, const std::string &agent = "corolint");
cppcoro::task<int> request_like_others(std::string host, const Options &options = standard);
cppcoro::task<int> request_by_value(std::string host, Options options = {});
cppcoro::task<int> request_text(std::string host, std::string_view agent = "corolint");
mini::task<int> has_used(const std::string &agent = "corolint") {
  auto size = static_cast<int>(agent.size());
  return [](int size) -> mini::task<int> { co_return size; }(size);
}

cppcoro::task<int> kept() {
  auto first = request("example.org");
  // CHECK: [[#@LINE-1]]:16: warning: the default of 'options' is gone when the task of 'request' uses it: the task is not awaited in this statement [coro-dangling-argument]
  // CHECK: 16:46: note: the coroutine only refers to what it is given here
  auto second = request_as("example.org");
  // CHECK: [[#@LINE-1]]:17: warning: the default of 'agent' is gone when the task of 'request_as' uses it: the task is not awaited in this statement
  auto a = co_await first;
  co_return a + co_await second;
}
cppcoro::task<int> returned() {
  return request("example.org");
  // CHECK: [[#@LINE-1]]:10: warning: the default of 'options' is gone when the task of 'request' uses it: the task is returned
}

cppcoro::task<int> awaited() { co_return co_await request("example.org"); }
cppcoro::task<int> of_what_is_there() {
  auto job = request_like_others("example.org");
  co_return co_await job;
}
cppcoro::task<int> of_its_own() {
  auto job = request_by_value("example.org");
  co_return co_await job;
}
cppcoro::task<int> of_a_literal() {
  auto job = request_text("example.org");
  co_return co_await job;
}
mini::task<int> used_at_once() {
  auto first = has_used();
  co_return co_await first;
}
