// What is lent by a view of a view, or by two iterators.
// RUN: %lint %s
#include <array>
#include <cppcoro/task.hpp>
#include <mini/coro.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

cppcoro::task<int> length(std::string_view of);
cppcoro::task<int> sum(std::span<const int> of);
using At = std::vector<int>::const_iterator;
cppcoro::task<int> between(At from, At to);
mini::task<int> copied(std::string_view of) {
  std::string text(of);
  return [](std::string text) -> mini::task<int> { co_return static_cast<int>(text.size()); }(text);
}

cppcoro::task<int> of_a_part(std::string text) {
  return length(std::string_view(text).substr(1));
  // CHECK: [[#@LINE-1]]:17: warning: 'text' is gone when the task of 'length' uses it: the task is returned [coro-dangling-argument]
}
cppcoro::task<int> of_an_array() {
  std::array<int, 4> numbers{};
  return sum(std::span(numbers).first(2));
  // CHECK: [[#@LINE-1]]:14: warning: 'numbers' is gone when the task of 'sum' uses it: the task is returned
}
cppcoro::task<int> of_a_pointer_and_a_size(std::vector<int> numbers) {
  return sum({numbers.data(), numbers.size()});
  // CHECK: [[#@LINE-1]]:14: warning: 'numbers' is gone when the task of 'sum' uses it: the task is returned
}
cppcoro::task<int> of_iterators(std::vector<int> numbers) {
  return between(numbers.begin(), numbers.end());
  // CHECK: [[#@LINE-1]]:18: warning: 'numbers' is gone when the task of 'between' uses it: the task is returned
  // CHECK-NOT: 'numbers' is gone
}

// --- views of what somebody else has

cppcoro::task<int> of_an_element(std::vector<std::string_view> texts) { return length(texts.front()); }
cppcoro::task<int> of_a_part_of_what_is_given(std::string_view text) { return length(text.substr(1)); }
cppcoro::task<int> of_what_is_referred_to(const std::string &text) {
  return length(std::string_view(text).substr(1));
}
cppcoro::task<int> of_a_reference_to_what_is_given(std::string_view text) {
  auto &same = text;
  return length(same);
}
cppcoro::task<int> of_given_iterators(const std::vector<int> &numbers) {
  return between(numbers.begin(), numbers.end());
}
mini::task<int> of_a_part_that_is_copied(std::string text) {
  return copied(std::string_view(text).substr(1));
}
