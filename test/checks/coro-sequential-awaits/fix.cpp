// RUN: %lint-fix %s
// Every shape of code that a group of awaits stands in, and what it becomes.
#include <memory>
#include <mini/coro.h>
#include <string>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

mini::task<int> square(int n) {
  co_await tick{};
  co_return n *n;
}
mini::task<std::string> greet(std::string name) {
  co_await tick{};
  co_return "hello, " + name;
}
mini::task<> greet_into(std::string name, std::string &into) {
  co_await tick{};
  into = "hello, " + name;
}
mini::task<std::unique_ptr<int>> make(int n) {
  co_await tick{};
  co_return std::make_unique<int>(n);
}
mini::task<int> unseen(int n);

mini::task<int> variables_of_one_kind() {
  auto a = co_await square(1);
  auto b = co_await square(2);
  co_return a + b;
}
// FIXED:  auto [a, b] = co_await mini::when_all(square(1), square(2));
mini::task<int> constants() {
  const int a = co_await square(1);
  const std::string b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  const auto [a, b] = co_await mini::when_all(square(1), greet("ada"));
mini::task<int> references_to_what_comes() {
  const auto &a = co_await greet("ada");
  const std::string &b = co_await greet("bob");
  co_return static_cast<int>(a.size() + b.size());
}
// FIXED:  const auto [a, b] = co_await mini::when_all(greet("ada"), greet("bob"));
mini::task<long> another_type_than_what_comes() {
  long a = co_await square(1);
  std::string b{co_await greet("ada")};
  co_return a + static_cast<long>(b.size());
}
// FIXED:  auto [a_result, b_result] = co_await mini::when_all(square(1), greet("ada"));
// FIXED-NEXT:  long a = a_result;
// FIXED-NEXT:  std::string b{std::move(b_result)};
mini::task<int> one_is_const() {
  const int a = co_await square(1);
  int b = co_await square(2);
  ++b;
  co_return a + b;
}
// FIXED:  auto [a_result, b_result] = co_await mini::when_all(square(1), square(2));
// FIXED-NEXT:  const int a = a_result;
// FIXED-NEXT:  int b = b_result;
mini::task<std::string> one_is_returned() {
  auto a = co_await greet("ada");
  auto b = co_await greet("bob");
  a += b;
  co_return a;
}
// FIXED:  auto [a_result, b_result] =
// FIXED-NEXT:      co_await mini::when_all(greet("ada"), greet("bob"));
// FIXED-NEXT:  auto a = std::move(a_result);
// FIXED-NEXT:  auto b = std::move(b_result);
mini::task<std::unique_ptr<int>> one_can_only_be_moved() {
  auto a = co_await make(1);
  auto b = co_await make(2);
  *a += *b;
  co_return std::move(a);
}
// FIXED:  auto [a, b] = co_await mini::when_all(make(1), make(2));
mini::task<> nothing_is_given() {
  std::string ada, bob;
  co_await greet_into("ada", ada);
  co_await greet_into("bob", bob);
}
// FIXED:  co_await mini::when_all(greet_into("ada", ada), greet_into("bob", bob));
mini::task<int> one_gives_nothing() {
  std::string ada;
  co_await greet_into("ada", ada);
  int b = co_await square(2);
  co_return b + static_cast<int>(ada.size());
}
// FIXED:  auto [nothing, b] =
// FIXED-NEXT:      co_await mini::when_all(greet_into("ada", ada), square(2));
mini::task<int> one_result_is_not_taken() {
  (void)co_await square(1);
  int b = co_await square(2);
  co_return b;
}
// FIXED:  auto [unused, b] = co_await mini::when_all(square(1), square(2));
// The attribute stands before what the compiler calls the declaration.
mini::task<int> declared_with_an_attribute() {
  [[maybe_unused]] int a = co_await square(1);
  int b = co_await square(2);
  co_return b;
}

mini::task<int> a_comment_to_each() {
  // The first of them.
  int a = co_await square(1);
  // The other one.
  int b = co_await square(2); // not the last
  co_return a + b;
}
// FIXED:  auto [a, b] = co_await mini::when_all(square(1), square(2)); // not the last
mini::task<int> a_constant_between() {
  int a = co_await square(1);
  const int two = 2;
  int b = co_await square(two);
  co_return a + b;
}
// FIXED:  auto [a, b] = co_await mini::when_all(square(1), square(two));
mini::task<int> on_one_line() { int a = co_await square(1); int b = co_await square(2); co_return a + b; }
// FIXED:mini::task<int> on_one_line() { auto [a, b] = co_await mini::when_all(square(1), square(2)); co_return a + b; }
mini::task<int> too_long_for_one_line(std::string a_long_name_of_somebody, std::string another_long_name) {
  auto a_long_name_for_a_result = co_await greet(a_long_name_of_somebody);
  auto another_long_name_for_a_result = co_await greet(another_long_name);
  co_return static_cast<int>((a_long_name_for_a_result + another_long_name_for_a_result).size());
}
// FIXED:  auto [a_long_name_for_a_result, another_long_name_for_a_result] =
// FIXED-NEXT:      co_await mini::when_all(
// FIXED-NEXT:          greet(a_long_name_of_somebody),
// FIXED-NEXT:          greet(another_long_name));

mini::task<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await a;
  int second = co_await std::move(b);
  co_return first + second;
}
// FIXED:  auto [first, second] = co_await mini::when_all(std::move(a), std::move(b));
mini::task<int> kept_in_constants_that_cannot_move() {
  auto a = unseen(1);
  auto b = unseen(2);
  const int first = co_await a;
  long second = co_await b;
  co_return first + static_cast<int>(second);
}
// FIXED:  auto [first_result, second_result] =
// FIXED-NEXT:      co_await mini::when_all(std::move(a), std::move(b));
// FIXED-NEXT:  const int first = first_result;
// FIXED-NEXT:  long second = second_result;

mini::task<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  auto [first, second] =
// FIXED-NEXT:      co_await mini::when_all(in_one_expression(n - 1), in_one_expression(n - 2));
// FIXED-NEXT:  co_return first + second;
mini::task<bool> compared() {
  const bool same = (co_await greet("ada")).size() == (co_await greet("bob")).size();
  co_return same;
}
// FIXED:  auto [first, second] = co_await mini::when_all(greet("ada"), greet("bob"));
// FIXED-NEXT:  const bool same = first.size() == second.size();
int count(std::string a, std::string b);
mini::task<int> as_arguments() {
  int first = 3;
  co_return count(co_await greet("ada"), co_await greet("bob")) + first;
}
// FIXED:  auto [first2, second] = co_await mini::when_all(greet("ada"), greet("bob"));
// FIXED-NEXT:  co_return count(std::move(first2), std::move(second)) + first;

void consume(mini::task<int> one);
void in_a_lambda() {
  auto later = [](int n) -> mini::task<int> {
    int a = co_await square(n);
    int b = co_await square(n + 1);
    co_return a + b;
  };
  consume(later(1));
}
// FIXED:    auto [a, b] = co_await mini::when_all(square(n), square(n + 1));
mini::task<std::string> assigned() {
  int a = 0;
  std::string b;
  a = co_await square(1);
  b = co_await greet("ada");
  b += std::to_string(a);
  co_return b;
}
// FIXED:  auto [first, second] = co_await mini::when_all(square(1), greet("ada"));
// FIXED-NEXT:  a = first;
// FIXED-NEXT:  b = std::move(second);
mini::task<std::string> assigned_and_declared() {
  std::string a;
  a = co_await greet("ada");
  const int b = co_await square(1);
  co_return a + std::to_string(b);
}
// FIXED:  auto [first, b_result] = co_await mini::when_all(greet("ada"), square(1));
// FIXED-NEXT:  a = std::move(first);
// FIXED-NEXT:  const int b = b_result;
mini::task<std::pair<int, std::string>> both(int n) {
  co_await tick{};
  co_return std::pair(n, std::string("both"));
}
mini::task<int> taken_apart() {
  auto [a, b] = co_await both(1);
  const auto &[c, d] = co_await both(2);
  int e = co_await square(3);
  co_return a + c + e + static_cast<int>(b.size() + d.size());
}
// FIXED:  auto [first, second, e_result] =
// FIXED-NEXT:      co_await mini::when_all(both(1), both(2), square(3));
// FIXED-NEXT:  auto [a, b] = std::move(first);
// FIXED-NEXT:  const auto &[c, d] = std::move(second);
// FIXED-NEXT:  int e = e_result;
mini::task<int> several_groups_in_one_body() {
  int a = co_await square(1) + co_await square(2);
  int b = co_await square(a) * co_await square(4);
  const long c = co_await square(5);
  int d = co_await square(6);
  co_return a + b + static_cast<int>(c) + d;
}
// FIXED:  auto [first, second] = co_await mini::when_all(square(1), square(2));
// FIXED-NEXT:  int a = first + second;
// FIXED-NEXT:  auto [first2, second2] = co_await mini::when_all(square(a), square(4));
// FIXED-NEXT:  int b = first2 * second2;
// FIXED-NEXT:  auto [c_result, d_result] = co_await mini::when_all(square(5), square(6));
// FIXED-NEXT:  const long c = c_result;
// FIXED-NEXT:  int d = d_result;
mini::task<std::vector<int>> in_an_initialiser_list() {
  std::vector<int> all{co_await square(1), co_await square(2)};
  co_return all;
}
// FIXED:  auto [first, second] = co_await mini::when_all(square(1), square(2));
// FIXED-NEXT:  std::vector<int> all{first, second};
#define AWAITED(task) co_await task
mini::task<int> out_of_a_macro() {
  int a = AWAITED(square(1));
  int b = co_await square(2);
  co_return a + b;
}
// FIXED:  int a = AWAITED(square(1));
// FIXED-NEXT:  int b = co_await square(2);
