// What ends before the task that was given it.
// RUN: %lint %s
#include <mini/coro.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

mini::eager<int> ready(int id);
std::string read();

mini::task<int> length(const std::string &of) { co_return static_cast<int>(of.size()); }
mini::task<int> elsewhere(const std::string &of);
mini::task<int> take(std::string &&of) { co_return static_cast<int>(of.size()); }
mini::task<int> view(std::string_view of) { co_return static_cast<int>(of.size()); }
mini::task<int> sum(std::span<const int> of) { co_return of.front(); }
mini::task<> fill(int *into) {
  *into = 1;
  co_return;
}
mini::task<int> copy(std::string of) { co_return static_cast<int>(of.size()); }

mini::eager<int> begun(const std::string &of) {
  int more = co_await ready(1);
  co_return more + static_cast<int>(of.size());
}
mini::eager<int> begun_and_read_at_once(const std::string &of) {
  int size = static_cast<int>(of.size());
  co_return size + co_await ready(1);
}

// --- temporaries

mini::task<int> kept() {
  auto job = length(read());
  // CHECK: [[#@LINE-1]]:21: warning: this temporary is gone when the task of 'length' uses it: the task is not awaited in this statement [coro-dangling-argument]
  // CHECK: [[#@LINE-25]]:24: note: the coroutine only refers to what it is given here
  // CHECK: [[#@LINE-26]]:76: note: it is used here
  co_return co_await job;
}
mini::task<int> awaited() { co_return co_await length(read()); }

mini::task<int> returned() {
  return elsewhere(read());
  // CHECK: [[#@LINE-1]]:20: warning: this temporary is gone when the task of 'elsewhere' uses it: the task is returned
}
mini::task<int> returned_by_value() { return copy(read()); }

mini::task<int> views() {
  auto job = view(read());
  // CHECK: [[#@LINE-1]]:19: warning: this temporary is gone when the task of 'view' uses it
  co_return co_await job + co_await view(read());
}
mini::task<int> view_of_a_literal() {
  auto job = view("text");
  co_return co_await job;
}
mini::task<int> spans() {
  auto job = sum(std::vector<int>{1, 2});
  // CHECK: [[#@LINE-1]]:18: warning: this temporary is gone when the task of 'sum' uses it
  co_return co_await job;
}

mini::task<int> rvalue() {
  auto job = take(read() + "x");
  // CHECK: [[#@LINE-1]]:19: warning: this temporary is gone when the task of 'take' uses it
  co_return co_await job;
}

mini::eager<int> begun_with_a_temporary() {
  auto job = begun(read());
  // CHECK: [[#@LINE-1]]:20: warning: this temporary is gone when the task of 'begun' uses it
  co_return co_await job;
}
mini::eager<int> begun_and_done_with_it() {
  auto job = begun_and_read_at_once(read());
  co_return co_await job;
}

// --- locals

mini::task<int> of_a_local() {
  std::string text = read();
  return length(text);
  // CHECK: [[#@LINE-1]]:17: warning: 'text' is gone when the task of 'length' uses it: the task is returned
}
mini::task<int> of_a_local_and_awaited() {
  std::string text = read();
  auto job = length(text);
  co_return co_await job;
}

mini::task<int> of_a_parameter(std::string text) {
  return length(std::move(text));
  // CHECK: [[#@LINE-1]]:17: warning: 'text' is gone when the task of 'length' uses it
}
mini::task<int> of_a_reference(const std::string &text) { return length(text); }

mini::task<> address() {
  int value = 0;
  return fill(&value);
  // CHECK: [[#@LINE-1]]:15: warning: 'value' is gone when the task of 'fill' uses it
}
mini::task<> address_and_awaited() {
  int value = 0;
  co_await fill(&value);
}

void left_alone(std::string text) {
  (void)begun(text);
  // CHECK: [[#@LINE-1]]:15: warning: 'text' is gone when the task of 'begun' uses it: the task runs on
}
void left_alone_and_waited_for(std::string text, mini::event_loop &loop) {
  (void)begun(text);
  loop.run();
}

// --- objects

struct Counter {
  int count = 0;
  mini::task<int> next() { co_return ++count; }
};

mini::task<int> of_a_local_object() {
  Counter counter;
  return counter.next();
  // CHECK: [[#@LINE-1]]:10: warning: 'counter' is gone when the task of 'next' uses it: the task is returned
}
mini::task<int> of_a_temporary_object() {
  auto job = Counter{}.next();
  // CHECK: [[#@LINE-1]]:14: warning: this object is gone when the task of 'next' uses it: the task is not awaited in this statement
  co_return co_await job;
}
mini::task<int> of_an_object_and_awaited() {
  Counter counter;
  co_return co_await counter.next() + co_await Counter{}.next();
}

// --- callables

template <class F> mini::task<int> calls(F &&f) {
  int more = co_await ready(1);
  co_return more + f();
}

mini::task<int> callable(Counter &counter) {
  return calls([&counter] { return counter.count; });
  // CHECK: [[#@LINE-1]]:16: warning: this temporary is gone when the task of 'calls' uses it: the task is returned
}
mini::task<int> callable_awaited(Counter &counter) {
  co_return co_await calls([&counter] { return counter.count; });
}
