// A lazy task that is told to start runs on, and nobody has it.
// RUN: %lint %s
#include <async_simple/Executor.h>
#include <async_simple/coro/Lazy.h>
#include <future>
#include <memory>
#include <string>
#include <utility>

using async_simple::Executor;
using async_simple::coro::Lazy;

Lazy<int> length(const std::string &of);
Lazy<int> twice(const std::string &of) { co_return co_await length(of) + co_await length(of); }
std::string make();

void with_a_callback() {
  std::string text = make();
  length(text).start([](auto &&) {});
  // CHECK: [[#@LINE-1]]:10: warning: 'text' is gone when the task of 'length' uses it: the task runs on [coro-dangling-argument]
}
void on_an_executor(Executor *on) {
  std::string text = make();
  twice(text).via(on).start([](auto &&) {});
  // CHECK: [[#@LINE-1]]:9: warning: 'text' is gone when the task of 'twice' uses it: the task runs on
}
void by_itself(Executor *on) {
  std::string text = make();
  twice(text).via(on).detach();
  // CHECK: [[#@LINE-1]]:9: warning: 'text' is gone when the task of 'twice' uses it: the task runs on
}
void at_once(Executor *on) {
  std::string text = make();
  twice(text).directlyStart([](auto &&) {}, on);
  // CHECK: [[#@LINE-1]]:9: warning: 'text' is gone when the task of 'twice' uses it: the task runs on
}
void a_temporary(Executor *on) { length(make()).via(on).start([](auto &&) {}); }
// CHECK: [[#@LINE-1]]:41: warning: this temporary is gone when the task of 'length' uses it: the task runs on
void from_a_local(std::string text) {
  auto job = twice(text);
  std::move(job).start([](auto &&) {});
  // CHECK: [[#@LINE-2]]:20: warning: 'text' is gone when the task of 'twice' uses it: the task runs on
}

// --- what lives for long enough

int waited_for() {
  std::string text = make();
  std::promise<void> done;
  twice(text).start([&](auto &&) { done.set_value(); });
  done.get_future().wait();
  return 0;
}
void kept_by_the_callback() {
  auto text = std::make_shared<std::string>(make());
  twice(*text).start([text](auto &&) {});
}
void moved_into_the_callback() {
  auto text = std::make_unique<std::string>(make());
  auto &of = *text;
  twice(of).start([text = std::move(text)](auto &&) {});
}
Lazy<int> by_value(std::string of) { co_return co_await twice(of); }
void has_its_own() { by_value(make()).start([](auto &&) {}); }
struct Store {
  std::string name;
  void of_a_member(Executor *on) { twice(name).via(on).detach(); }
};
