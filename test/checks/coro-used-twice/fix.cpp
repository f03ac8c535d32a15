// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx -I %lib %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
#include <cstdio>
#include <memory>
#include <mini/coro.h>
#include <string>
#include <utility>

mini::task<bool> deliver(std::string letter) {
  std::printf("delivered: %s\n", letter.c_str());
  co_return letter.empty();
}

mini::task<int> logged(std::string letter) {
  co_await deliver(std::move(letter));
  std::printf("sent: %s\n", letter.c_str());
  co_return 0;
}
// FIXED:mini::task<int> logged(std::string letter) {
// FIXED:  co_await deliver(letter);

mini::task<int> tried_again(std::string letter) {
  for (int i = 0; i < 2; ++i)
    co_await deliver(std::move(letter));
  co_return 0;
}
// FIXED:  for (int i = 0; i < 2; ++i)
// FIXED:    co_await deliver(letter);

// What can't be copied has no fix.
mini::task<bool> own(std::unique_ptr<int> number) { co_return number != nullptr; }
mini::task<bool> owned(std::unique_ptr<int> number) {
  co_await own(std::move(number));
  co_return number != nullptr;
}
// FIXED:  co_await own(std::move(number));

int main() {
  mini::sync_wait(logged("hello"));
  mini::sync_wait(tried_again("again"));
}
// RUNS: delivered: hello
// RUNS-NEXT: sent: hello
// RUNS-NEXT: delivered: again
// RUNS-NEXT: delivered: again
