// RUN: %lint-fix %s --keep %t.cpp
// RUN: %clangxx -I %lib %t.cpp -o %t.exe -pthread
// RUN: %t.exe | FileCheck %s --check-prefix=RUNS
// The library has a coroutine type that nobody awaits: the callable returns
// that, and runs.
#include <cstdio>
#include <functional>
#include <mini/coro.h>
#include <string>

mini::task<int> save(std::string row) {
  std::printf("saved %s\n", row.c_str());
  co_return 1;
}

void calls(std::function<void()> handler) { handler(); }
void calls_with(std::function<void(int)> handler) { handler(7); }

int main() {
  calls([]() -> mini::task<> { co_await save("one"); });
  // FIXED:  calls([]() -> mini::fire_and_forget { co_await save("one"); });
  calls([] { return save("two"); });
  // FIXED:  calls([]() -> mini::fire_and_forget { co_await save("two"); });
  calls_with([](int row) { return save(std::to_string(row)); });
  // FIXED:  calls_with([](int row) -> mini::fire_and_forget { co_await save(std::to_string(row)); });
  std::string kept = "three";
  calls([&kept]() -> mini::task<int> { return save(kept); });
  // FIXED:  calls([&kept]() -> mini::fire_and_forget { co_await save(kept); });
  // A value that it gives, or a specifier that has to stand elsewhere.
  calls([]() -> mini::task<int> { co_return co_await save("four"); });
  // FIXED:  calls([]() -> mini::task<int> { co_return co_await save("four"); });
  calls([]() noexcept { return save("five"); });
  // FIXED:  calls([]() noexcept { return save("five"); });
  // More than the task.
  calls([] {
    std::printf("begins\n");
    return save("six");
  });
  // FIXED:    return save("six");
}
// RUNS: saved one
// RUNS-NEXT: saved two
// RUNS-NEXT: saved 7
// RUNS-NEXT: saved three
// RUNS-NEXT: begins
// RUNS-NOT: saved
