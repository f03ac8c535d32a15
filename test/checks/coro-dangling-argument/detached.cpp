// What is lent to a coroutine that nobody waits for, and what waits all the same.
// RUN: %lint %s
#include <latch>
#include <memory>
#include <mini/coro.h>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

mini::eager<int> tick();
void show(std::string_view text);
std::string make();
mini::fire_and_forget fire(const std::string &text) {
  co_await tick();
  show(text);
}
mini::fire_and_forget fire_view(std::string_view text) {
  co_await tick();
  show(text);
}
mini::fire_and_forget fire_span(std::span<char> text) {
  co_await tick();
  show({text.data(), text.size()});
}
mini::eager<int> later(const std::string &text) {
  co_await tick();
  show(text);
  co_return 1;
}

// --- all ways to let it go

void as_a_statement() {
  std::string text = make();
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on [coro-dangling-argument]
}
void as_nothing() {
  std::string text = make();
  (void)later(text);
  // CHECK: [[#@LINE-1]]:15: warning: 'text' is gone when the task of 'later' uses it: the task runs on
}
void ignored() {
  std::string text = make();
  std::ignore = later(text);
  // CHECK: [[#@LINE-1]]:23: warning: 'text' is gone when the task of 'later' uses it: the task runs on
}
void of_another() { fire(make()); }
// CHECK: [[#@LINE-1]]:26: warning: this temporary is gone when the task of 'fire' uses it: the task runs on
void of_what_owns_it() {
  auto text = std::make_unique<std::string>(make());
  fire(*text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
}
void in_each_round() {
  for (int i = 0; i != 3; ++i) {
    std::string text = make();
    fire(text);
    // CHECK: [[#@LINE-1]]:10: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
  }
}
void of_an_array() {
  char text[] = "1234";
  fire_view(text);
  // CHECK: [[#@LINE-1]]:13: warning: 'text' is gone when the task of 'fire_view' uses it: the task runs on
}
void a_span_of_an_array() {
  char text[16];
  fire_span(text);
  // CHECK: [[#@LINE-1]]:13: warning: 'text' is gone when the task of 'fire_span' uses it: the task runs on
}
void of_what_stays() {
  static char text[] = "1234";
  fire_view(text);
  fire_view("1234");
}

// --- what ends before may wait for it

struct scope {
  scope();
  ~scope(); // its body is elsewhere
};
struct last_of_all {
  std::latch &done;
  ~last_of_all() { done.wait(); }
};
struct counter {
  int *ends;
  ~counter() { ++*ends; }
};
struct owns_a_scope {
  scope inner;
};
mini::fire_and_forget tells(const std::string &text, std::latch &done) {
  co_await tick();
  show(text);
  done.count_down();
}

void joined() {
  std::string text = make();
  scope all;
  fire(text);
}
void joined_by_a_part() {
  std::string text = make();
  owns_a_scope all;
  fire(text);
}
void joined_by_what_is_owned() {
  std::string text = make();
  auto all = std::make_unique<scope>();
  fire(text);
}
void waited_for() {
  std::string text = make();
  std::latch done(1);
  last_of_all end{done};
  tells(text, done);
}
void waited_for_in_the_block(bool now) {
  std::string text = make();
  if (now) {
    scope all;
    fire(text);
  }
}
void joined_too_late() {
  scope all;
  std::string text = make();
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
}
void counted(int ends) {
  std::string text = make();
  counter end{&ends};
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
}
