// A class whose fields are views, filled by name and given on by value.
// RUN: %lint %s
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <utility>

mini::eager<int> tick();
void show(std::string_view text);
std::string make();

struct Request {
  std::string_view path;
  int tries = 1;
};
mini::task<int> send(Request request) {
  co_await tick();
  show(request.path);
  co_return request.tries;
}
mini::fire_and_forget fire(Request request) {
  co_await tick();
  show(request.path);
}

void in_a_list() {
  std::string text = make();
  Request request{text, 1};
  fire(request);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on [coro-dangling-argument]
}
void by_assignment() {
  std::string text = make();
  Request request;
  request.path = text;
  fire(request);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
}
mini::task<int> moved() {
  std::string text = make();
  Request request{.path = text, .tries = 3};
  return send(std::move(request));
  // CHECK: [[#@LINE-1]]:15: warning: 'text' is gone when the task of 'send' uses it: the task is returned
}

// --- what lives for long enough, or is not known

mini::task<int> awaited() {
  std::string text = make();
  Request request{.path = text};
  co_return co_await send(request);
}
void of_a_literal() {
  Request request{"index.html"};
  fire(request);
}
void of_the_caller(std::string_view path) {
  Request request{path};
  fire(request);
}
void again(std::string_view path) {
  std::string text = make();
  Request request{text};
  show(request.path);
  request.path = path;
  fire(request);
}
void fill(Request &request);
void by_another() {
  std::string text = make();
  Request request{text};
  fill(request);
  fire(request);
}
void by_a_lambda(std::string_view path) {
  std::string text = make();
  Request request{text};
  auto changes = [&] { request.path = path; };
  changes();
  fire(request);
}
void a_copy(const Request &of) {
  Request request = of;
  fire(request);
}
mini::fire_and_forget fire_tries(Request request) {
  co_await tick();
  show("tries");
  request.tries = 0;
}
void another_field() {
  std::string text = make();
  Request request{text};
  fire_tries(request);
}
