// What is reported reads freed memory, and what the fix makes of it does not.
// RUN: %lint-fix %s --keep %t.cpp
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %s -o %t.before
// RUN: not %t.before 2>&1 | FileCheck %s --check-prefix=BEFORE
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %t.cpp -o %t.after
// RUN: %t.after | FileCheck %s --check-prefix=AFTER
#include <cstdio>
#include <mini/coro.h>
#include <string>

mini::task<int> length(const std::string &of) {
  co_return static_cast<int>(of.size());
}

mini::task<int> begun_later(std::string text) {
  return [text]() -> mini::task<int> { co_return co_await length(text); }();
}
// FIXED:  return [](auto text) -> mini::task<int> { co_return co_await length(text); }(text);

int main() {
  auto job = begun_later("a text that is too long to stand in the object itself");
  std::printf("%d\n", mini::sync_wait(std::move(job)));
}
// BEFORE: ERROR: AddressSanitizer: 
// AFTER: 53
