// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx %t.cpp -o %t.exe
// RUN: not --crash %t.exe 2>&1 | FileCheck %s --check-prefix=RUNS
#include <coroutine>
#include <cstdio>
#include <stdexcept>

struct background {
  struct promise_type {
    background get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
// FIXED:    void unhandled_exception() { std::terminate(); }

struct over_lines {
  struct promise_type {
    over_lines get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept {
    }
  };
};
// FIXED:    void unhandled_exception() noexcept {
// FIXED:      std::terminate();
// FIXED:    }

background work(int of) {
  if (of == 0)
    throw std::invalid_argument("nothing to do");
  co_return;
}
over_lines nothing() { co_return; }

int main() {
  nothing();
  work(0);
  std::puts("went on");
}
// RUNS-NOT: went on
// RUNS: nothing to do
