// What an expression goes on with behind the await inside of it: of a task that
// has begun, that is the use.
//
// RUN: %lint %s
#include <mini/coro.h>
#include <string>
#include <vector>

mini::task<int> count();
mini::task<std::string> word();

mini::fire_and_forget assigns(std::string &to) { to = co_await word(); }
mini::fire_and_forget adds(int &to) { to += co_await count(); }
mini::fire_and_forget appends(std::vector<int> &to) {
  to.push_back(co_await count());
}
mini::fire_and_forget by_pointer(std::string *to) {
  to->append(co_await word());
}
int sum(const std::vector<int> &, int);
mini::fire_and_forget passes_on(std::vector<int> &from) {
  int all = sum(from, co_await count());
}
mini::fire_and_forget reads_first(const std::vector<int> &from) {
  int all = int(from.size());
  all += co_await count();
}

void lends() {
  std::string text;
  assigns(text);
  // CHECK: [[#@LINE-1]]:11: warning: 'text' is gone when the task of 'assigns' uses it
}
void lends_a_number() {
  int all = 0;
  adds(all);
  // CHECK: [[#@LINE-1]]:8: warning: 'all' is gone when the task of 'adds' uses it
}
void lends_a_list() {
  std::vector<int> list;
  appends(list);
  // CHECK: [[#@LINE-1]]:11: warning: 'list' is gone when the task of 'appends' uses it
}
void lends_its_address() {
  std::string text;
  by_pointer(&text);
  // CHECK: [[#@LINE-1]]:14: warning: 'text' is gone when the task of 'by_pointer' uses it
}
void lends_to_a_call() {
  std::vector<int> list;
  passes_on(list);
  // CHECK: [[#@LINE-1]]:13: warning: 'list' is gone when the task of 'passes_on' uses it
}
void is_read_before() {
  std::vector<int> list;
  reads_first(list);
}
