// A generator reads what it refers to whenever it is walked on.
// RUN: %lint %s
#include <cppcoro/generator.hpp>
#include <mini/generator.h>
#include <string>
#include <string_view>
#include <vector>

std::vector<std::string> load();
std::string read();
cppcoro::generator<int> lengths(const std::vector<std::string> &lines) {
  for (const auto &line : lines)
    co_yield static_cast<int>(line.size());
}
mini::generator<char> letters(std::string_view text) {
  for (char one : text)
    co_yield one;
}
cppcoro::generator<int> own_lengths(std::vector<std::string> lines) {
  for (const auto &line : lines)
    co_yield static_cast<int>(line.size());
}

int kept() {
  int sum = 0;
  auto all = lengths(load());
  // CHECK: [[#@LINE-1]]:22: warning: this temporary is gone when the generator of 'lengths' uses it: it goes on behind this expression [coro-dangling-argument]
  for (int one : all)
    sum += one;
  return sum;
}
int of_a_view() {
  int count = 0;
  auto all = letters(read());
  // CHECK: [[#@LINE-1]]:22: warning: this temporary is gone when the generator of 'letters' uses it: it goes on behind this expression
  for (char one : all)
    count += one == ' ';
  return count;
}
// Since C++23 it lives until the end of the loop.
int in_a_loop() {
  int sum = 0;
  for (int one : lengths(load()))
    // CHECK: [[#@LINE-1]]:26: warning: this temporary is gone when the generator of 'lengths' uses it: it goes on behind this expression
    sum += one;
  return sum;
}
cppcoro::generator<int> returned() {
  auto lines = load();
  return lengths(lines);
  // CHECK: [[#@LINE-1]]:18: warning: 'lines' is gone when the task of 'lengths' uses it: the task is returned
}

// --- what lives for long enough

int of_a_local() {
  int sum = 0;
  auto lines = load();
  for (int one : lengths(lines))
    sum += one;
  auto all = lengths(lines);
  for (int one : all)
    sum += one;
  for (auto other = load(); int one : lengths(other))
    sum += one;
  return sum;
}
int has_its_own() {
  int sum = 0;
  for (int one : own_lengths(load()))
    sum += one;
  for (char one : letters("text"))
    sum += one;
  return sum;
}
class Index {
  std::vector<std::string> lines;

public:
  cppcoro::generator<int> all() const { return lengths(lines); }
};
int of_an_object(const Index &index) {
  int sum = 0;
  for (int one : index.all())
    sum += one;
  return sum;
}
