// RUN: %lint-fix %s -- -std=c++23
#include <mini/coro.h>
#include <string>

mini::task<int> load(int id);
mini::eager<int> ready(int id);
void show(const std::string &name);

void detached(std::string name) {
  [name]() -> mini::fire_and_forget {
    co_await ready(1);
    show(name);
  }();
}
// FIXED:void detached(std::string name) {
// FIXED:  [name](this auto) -> mini::fire_and_forget {

struct Session {
  int count = 0;
  mini::task<int> next(int id) {
    return [this](int by) -> mini::task<int> { co_return count + co_await load(by); }(id);
  }
};
// FIXED:    return [this](this auto, int by) -> mini::task<int> { co_return count + co_await load(by); }(id);
