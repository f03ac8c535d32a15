// What goes by another name faults as well, one way for each number, and does
// not when it is mended.
// RUN: %lint-fix %s --keep %t.cpp
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %s -o %t.before
// RUN: not %t.before 1 2>&1 | FileCheck %s --check-prefix=BEFORE
// RUN: not %t.before 2 2>&1 | FileCheck %s --check-prefix=BEFORE
// RUN: not %t.before 3 2>&1 | FileCheck %s --check-prefix=BEFORE
// RUN: not %t.before 4 2>&1 | FileCheck %s --check-prefix=BEFORE
// RUN: %t.before 5 | FileCheck %s --check-prefix=SILENT
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %t.cpp -o %t.after
// RUN: %t.after 1 | FileCheck %s --check-prefix=AFTER
// RUN: %t.after 2 | FileCheck %s --check-prefix=AFTER
// RUN: %t.after 3 | FileCheck %s --check-prefix=AFTER
// RUN: %t.after 4 | FileCheck %s --check-prefix=AFTER
#include <cstdio>
#include <cstdlib>
#include <mini/coro.h>
#include <string>
#include <utility>
#include <vector>

using Tasks = std::vector<mini::task<int>>;
std::string text() { return "a text that is too long to stand in the object itself"; }
std::vector<std::string> texts() { return {text()}; }
std::vector<std::pair<std::string, int>> rows() { return {{text(), 0}}; }

mini::task<int> element(const std::string &of) { co_return static_cast<int>(of.size()); }
// FIXED:mini::task<int> element(std::string of) { co_return static_cast<int>(of.size()); }
mini::task<int> binding(const std::string &of) { co_return static_cast<int>(of.size()); }
// FIXED:mini::task<int> binding(std::string of) { co_return static_cast<int>(of.size()); }
mini::task<int> reference(const std::string &of) { co_return static_cast<int>(of.size()); }
// FIXED:mini::task<int> reference(std::string of) { co_return static_cast<int>(of.size()); }
mini::task<int> length(const std::string &of) { co_return static_cast<int>(of.size()); }
mini::task<int> length_of_default(const std::string &of = text()) { co_return static_cast<int>(of.size()); }
// FIXED:mini::task<int> length_of_default(std::string of = text()) { co_return static_cast<int>(of.size()); }

Tasks of_elements() {
  Tasks all;
  for (const auto &one : texts())
    all.push_back(element(one));
  return all;
}
Tasks of_bindings() {
  Tasks all;
  for (auto [name, count] : rows())
    all.push_back(binding(name));
  return all;
}
Tasks of_a_reference() {
  Tasks all;
  const auto &one = text();
  all.push_back(reference(one));
  return all;
}
Tasks of_a_default() {
  Tasks all;
  all.push_back(length_of_default());
  return all;
}
Tasks of_what_lives_on(const std::vector<std::string> &names) {
  Tasks all;
  for (const auto &one : names)
    all.push_back(length(one));
  return all;
}

int main(int, char **given) {
  const auto names = texts();
  int way = std::atoi(given[1]);
  Tasks all = way == 1   ? of_elements()
              : way == 2 ? of_bindings()
              : way == 3 ? of_a_reference()
              : way == 4 ? of_a_default()
                         : of_what_lives_on(names);
  std::printf("%d\n", mini::sync_wait(std::move(all.front())));
}
// BEFORE: ERROR: AddressSanitizer:
// SILENT: 53
// AFTER: 53
