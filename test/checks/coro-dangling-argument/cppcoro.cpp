// RUN: %lint %s
#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>
#include <utility>

cppcoro::task<int> length(const std::string &of);
cppcoro::task<> fill(int &into) {
  into = 1;
  co_return;
}
std::string read();

cppcoro::task<int> returned() {
  return length(read());
  // CHECK: [[#@LINE-1]]:17: warning: this temporary is gone when the task of 'length' uses it: the task is returned [coro-dangling-argument]
}
int waited_for() { return cppcoro::sync_wait(length(read())); }

cppcoro::task<int> joined() {
  int value = 0;
  cppcoro::async_scope scope;
  scope.spawn(fill(value));
  co_await scope.join();
  co_return value;
}
cppcoro::task<> in_somebodys_scope(cppcoro::async_scope &scope) {
  int value = 0;
  scope.spawn(fill(value));
  // CHECK: [[#@LINE-1]]:20: warning: 'value' is gone when the task of 'fill' uses it: the task runs on
  co_return;
}
