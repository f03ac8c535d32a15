// RUN: %lint-fix %s
#include <memory>
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
// FIXED:  [](auto name) -> mini::fire_and_forget {
// FIXED:    co_await ready(1);
// FIXED:    show(name);
// FIXED:  }(name);

mini::task<int> returned(std::unique_ptr<int> id, int more) {
  return [id = std::move(id), more](int last) -> mini::task<int> {
    co_return *id + more + co_await load(last);
  }(3);
}
// FIXED:  return [](int last, auto id, auto more) -> mini::task<int> {
// FIXED:    co_return *id + more + co_await load(last);
// FIXED:  }(3, std::move(id), more);
