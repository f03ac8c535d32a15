// Generators that are walked again: in a loop, by iterators, by a function; or
// after they were moved away.
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
#include <utility>
#include <vector>
#ifdef ON_CPPCORO
#include <cppcoro/generator.hpp>
using numbers = cppcoro::generator<int>;
#else
#include <mini/coro.h>
using numbers = mini::generator<int>;
#endif

numbers count();
void use(int value);
bool is_enough(int value);

// --- in a loop

void walked_in_each_round() {
  auto columns = count();
  for (int row = 0; row < 3; ++row)
    for (int column : columns)
      // CHECK: [[#@LINE-1]]:21: warning: 'columns' is walked again, and a generator gives its values only once [coro-used-twice]
      // CHECK: [[#@LINE-4]]:8: note: it is made once, here
      use(row * column);
}
void walked_for_each_row(const std::vector<int> &rows) {
  auto columns = count();
  for (int row : rows) {
    for (int column : columns)
      // CHECK: [[#@LINE-1]]:21: warning: 'columns' is walked again
      use(row * column);
  }
}
void made_in_each_round() {
  for (int row = 0; row < 3; ++row) {
    auto columns = count();
    for (int column : columns)
      use(row * column);
  }
}
void walked_in_parts() {
  auto columns = count();
  for (int row = 0; row < 3; ++row)
    for (int column : columns) {
      use(row * column);
      if (is_enough(column))
        break;
    }
}
void walked_in_one_round(bool is_last) {
  auto columns = count();
  for (int row = 0; row < 3; ++row) {
    use(row);
    if (!is_last)
      continue;
    for (int column : columns)
      use(column);
    break;
  }
}

// --- by iterators

void by_iterators_twice() {
  auto all = count();
  int length = 0;
  for (auto it = all.begin(); it != all.end(); ++it)
    ++length;
  for (auto it = all.begin(); it != all.end(); ++it)
    // CHECK: [[#@LINE-1]]:18: warning: 'all' is walked again
    use(*it / length);
}
void by_iterators_and_a_range() {
  auto all = count();
  for (auto it = all.begin(); it != all.end(); ++it)
    use(*it);
  for (int n : all)
    // CHECK: [[#@LINE-1]]:14: warning: 'all' is walked again
    use(n);
}
void head_and_rest() {
  auto all = count();
  auto it = all.begin();
  if (it == all.end())
    return;
  use(*it);
  for (++it; it != all.end(); ++it)
    use(*it);
}
void up_to_a_place(int last) {
  auto all = count();
  for (auto it = all.begin(); it != all.end() && *it != last; ++it)
    use(*it);
  for (auto it = all.begin(); it != all.end(); ++it)
    use(*it);
}

// --- moved away

void moved_to_another() {
  auto all = count();
  auto others = std::move(all);
  for (int n : others)
    use(n);
  for (int n : all)
    // CHECK: [[#@LINE-1]]:14: warning: 'all' is used after it was moved away
    // CHECK: [[#@LINE-5]]:27: note: it is moved here
    use(n);
}
numbers doubled(numbers of);
void moved_into_a_filter() {
  auto all = count();
  for (int n : doubled(std::move(all)))
    use(n);
  for (int n : all)
    // CHECK: [[#@LINE-1]]:14: warning: 'all' is used after it was moved away
    use(n);
}
void moved_on_one_way(bool is_double) {
  auto all = count();
  if (is_double) {
    for (int n : doubled(std::move(all)))
      use(n);
    return;
  }
  for (int n : all)
    use(n);
}

// --- by a function

int highest(numbers &of) {
  int most = 0;
  for (int n : of)
    most = n > most ? n : most;
  return most;
}
int first_of(numbers &of) {
  for (int n : of)
    return n;
  return 0;
}
int unless_empty(numbers &of, bool is_empty) {
  if (is_empty)
    return 0;
  for (int n : of)
    use(n);
  return 1;
}
void read_by_a_function(numbers &of);

void walked_by_a_function() {
  auto all = count();
  int most = highest(all);
  for (int n : all)
    // CHECK: [[#@LINE-1]]:14: warning: 'all' is walked again
    use(n * most);
}
void walked_by_a_function_twice() {
  auto all = count();
  use(highest(all));
  use(highest(all));
  // CHECK: [[#@LINE-1]]:7: warning: 'all' is walked again
}
void begun_by_a_function() {
  auto all = count();
  use(first_of(all));
  use(unless_empty(all, false));
  read_by_a_function(all);
  for (int n : all)
    use(n);
}

// --- given something new, where the type allows that

#ifdef ON_CPPCORO
void given_in_each_round() {
  auto columns = count();
  for (int row = 0; row < 3; ++row) {
    for (int column : columns)
      use(row * column);
    columns = count();
  }
}
void moved_and_given_back() {
  auto all = count();
  all = doubled(std::move(all));
  for (int n : all)
    use(n);
}
#endif
