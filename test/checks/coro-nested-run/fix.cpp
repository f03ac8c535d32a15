// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx -I %lib %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
#include <cstdio>
#include <mini/coro.h>
#include <string>

inline mini::task<std::string> name(int id) { co_return "row " + std::to_string(id); }
inline mini::task<> save(std::string text) {
  std::puts(text.c_str());
  co_return;
}

mini::task<> work() {
  auto text = mini::sync_wait(name(1));
  // FIXED:  auto text = co_await name(1);
  mini::sync_wait(save(text));
  // FIXED:  co_await save(text);
  auto size = mini::sync_wait(name(10)).size();
  // FIXED:  auto size = (co_await name(10)).size();
  mini::sync_wait(save(std::to_string(size)));
  // FIXED:  co_await save(std::to_string(size));
  co_return;
}

// A plain function can't await: it is left alone.
int main() { mini::sync_wait(work()); }
// FIXED:int main() { mini::sync_wait(work()); }

// RUNS: row 1
// RUNS-NEXT: 6
