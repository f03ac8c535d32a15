// RUN: %lint %s
#include <string>
#include <tmc/spawn.hpp>
#include <tmc/task.hpp>

tmc::task<void> fill(int &out);
tmc::task<int> length(const std::string &of);

tmc::task<void> detached() {
  int out = 0;
  tmc::spawn(fill(out)).detach();
  // CHECK: [[#@LINE-1]]:19: warning: 'out' is gone when the task of 'fill' uses it: the task runs on [coro-dangling-argument]
  co_return;
}
tmc::task<int> forked(int n) {
  auto job = tmc::spawn(length(std::to_string(n))).fork();
  // CHECK: [[#@LINE-1]]:32: warning: this temporary is gone when the task of 'length' uses it: the task is not awaited in this statement
  co_return co_await std::move(job);
}
tmc::task<int> awaited() {
  std::string text = "a";
  auto job = tmc::spawn(length(text)).fork();
  co_return co_await std::move(job);
}
tmc::task<void> of_what_is_given(int &out) {
  tmc::spawn(fill(out)).detach();
  co_return;
}
