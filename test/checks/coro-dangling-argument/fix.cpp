// What a task refers to outlives it, or is the coroutine's own.
// RUN: %lint-fix %s --keep %t.cpp
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %s -o %t.before
// RUN: not %t.before 2>&1 | FileCheck %s --check-prefix=BEFORE
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %t.cpp -o %t.after
// RUN: %t.after | FileCheck %s --check-prefix=AFTER
#include <cstdio>
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <vector>

struct numbers {
  std::vector<int> all;
  mini::task<int> last() { co_return all.back(); }
};
std::string read() { return "a text that is too long to stand in the object itself"; }

// Of templates, parameters stay as they are.
template <int More> mini::task<int> length(const std::string &of) { co_return static_cast<int>(of.size()) + More; }
template <int More> mini::task<int> take(std::string &&of) { co_return static_cast<int>(of.size()) + More; }
mini::task<int> sum(std::vector<int> *of, int more) { co_return of->front() + more; }
mini::task<int> view(std::string_view of) { co_return static_cast<int>(of.size()); }

mini::task<int> kept() {
  auto job = length<0>(read());
  co_return co_await job;
}
// FIXED:mini::task<int> kept() {
// FIXED:  auto of = read();
// FIXED:  auto job = length<0>(of);

mini::task<int> two_in_turn() {
  auto first = view(read());
  auto second = view(read() + "x");
  co_return co_await first * co_await second;
}
// FIXED:mini::task<int> two_in_turn() {
// FIXED:  auto of = read();
// FIXED:  auto first = view(of);
// FIXED:  auto of2 = read() + "x";
// FIXED:  auto second = view(of2);

mini::task<int> two_at_once() {
  auto job = view(read()), other = view("");
  co_return co_await job + co_await other;
}

mini::task<int> named_like_another(int of) {
  auto job = length<0>("a text that becomes a string");
  co_return of + co_await job;
}
// FIXED:mini::task<int> named_like_another(int of) {
// FIXED:  std::string of2 = "a text that becomes a string";
// FIXED:  auto job = length<0>(of2);

mini::task<int> moved() {
  // What it is for.
  mini::task<int> job = take<0>(read());
  co_return co_await job;
}
// FIXED:  // What it is for.
// FIXED:  auto of = read();
// FIXED:  mini::task<int> job = take<0>(std::move(of));

mini::task<int> viewed(bool twice) {
  if (twice) {
    auto job = view(read() + read());
    co_return co_await job;
  }
  co_return 0;
}
// FIXED:  if (twice) {
// FIXED:    auto of = read() + read();
// FIXED:    auto job = view(of);

mini::task<int> returned() {
  std::vector<int> all{1, 2};
  return sum(&all, 3);
}
// FIXED:mini::task<int> returned() {
// FIXED:  std::vector<int> all{1, 2};
// FIXED:  co_return co_await sum(&all, 3);

mini::task<int> of_an_object(std::vector<int> all) {
  numbers mine{all};
  return mine.last();
}
// FIXED:  numbers mine{all};
// FIXED:  co_return co_await mine.last();

// With two ways out, both would have to be written anew.
mini::task<int> two_ways(bool first) {
  std::string text = read();
  if (first)
    return view(text);
  return view("");
}

int main() {
  auto job = kept();
  std::printf("%d", mini::sync_wait(std::move(job)));
  std::printf(" %d", mini::sync_wait(moved()));
  std::printf(" %d", mini::sync_wait(viewed(true)));
  auto later = returned();
  std::printf(" %d", mini::sync_wait(std::move(later)));
  auto last = of_an_object({1, 2, 9});
  std::printf(" %d\n", mini::sync_wait(std::move(last)));
}
// BEFORE: ERROR: AddressSanitizer:
// AFTER: 53 53 106 4 9
