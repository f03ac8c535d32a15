// Who waits for a promise that was kept before waits for nothing. The classes
// are what D++ shows of its own.
// RUN: %lint %s -- -DON_MINI
#include <any/task.h>
#include <chrono>
#include <optional>

namespace dpp {
template <class T> struct basic_awaitable {
  int sync_wait();
  template <class R, class P> std::optional<int> sync_wait_for(const std::chrono::duration<R, P> &);
};
template <class T> struct awaitable : basic_awaitable<T> {};
template <class T> struct moveable_promise {
  void set_value(T value);
  awaitable<T> get_awaitable();
};
template <class T> using promise = moveable_promise<T>;
} // namespace dpp

using namespace std::chrono_literals;

task<int> kept_before() {
  dpp::promise<int> given;
  given.set_value(1);
  co_return given.get_awaitable().sync_wait();
}
task<int> kept_before_by_a_name() {
  dpp::promise<int> given;
  dpp::awaitable<int> result{given.get_awaitable()};
  given.set_value(1);
  co_return result.sync_wait_for(5s).value_or(0);
}
task<int> kept_before_of_what_is_assigned() {
  dpp::promise<int> given;
  dpp::awaitable<int> result;
  result = given.get_awaitable();
  given.set_value(1);
  co_return result.sync_wait();
}
task<int> kept_afterwards() {
  dpp::promise<int> given;
  int value = given.get_awaitable().sync_wait();
  // CHECK: [[#@LINE-1]]:15: warning: the call of 'sync_wait' in a coroutine waits for a task, and blocks the thread
  given.set_value(1);
  co_return value;
}
task<int> another_is_kept() {
  dpp::promise<int> given, other;
  other.set_value(1);
  co_return given.get_awaitable().sync_wait();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine waits for a task
}
task<int> assigned_twice(bool first) {
  dpp::promise<int> given, other;
  dpp::awaitable<int> result;
  if (first)
    result = given.get_awaitable();
  else
    result = other.get_awaitable();
  given.set_value(1);
  co_return result.sync_wait();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'sync_wait' in a coroutine waits for a task
}
