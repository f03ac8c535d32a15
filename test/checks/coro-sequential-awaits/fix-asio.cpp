// RUN: %lint-fix %s
#include <boost/asio/awaitable.hpp>
// FIXED:#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <utility>

using boost::asio::awaitable;

awaitable<int> square(int n) {
  co_await boost::asio::post(boost::asio::use_awaitable);
  co_return n * n;
}
awaitable<std::string> greet(std::string name) {
  co_await boost::asio::post(boost::asio::use_awaitable);
  co_return "hello, " + name;
}
awaitable<void> store(int n, int &into) {
  co_await boost::asio::post(boost::asio::use_awaitable);
  into = n;
}
awaitable<int> unseen(int n);

awaitable<int> two_results() {
  auto a = co_await square(1);
  auto b = co_await greet("ada");
  co_return a + static_cast<int>(b.size());
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED-NEXT:  auto [a, b] = co_await (square(1) && greet("ada"));
awaitable<int> another_type_than_what_comes() {
  const long a = co_await square(1);
  std::string b = co_await greet("ada");
  b += "!";
  co_return static_cast<int>(a) + static_cast<int>(b.size());
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED-NEXT:  auto [a_result, b_result] = co_await (square(1) && greet("ada"));
// FIXED-NEXT:  const long a = a_result;
// FIXED-NEXT:  std::string b = std::move(b_result);
awaitable<int> nothing_is_given() {
  int a = 0, b = 0;
  co_await store(1, a);
  co_await store(2, b);
  co_return a + b;
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED:  co_await (store(1, a) && store(2, b));
awaitable<int> one_gives_nothing() {
  int a = 0;
  co_await store(1, a);
  int b = co_await square(2);
  co_return a + b;
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED:  int b = co_await (store(1, a) && square(2));
awaitable<int> nothing_between_two() {
  int b = 0;
  int a = co_await square(1);
  co_await store(2, b);
  int c = co_await square(3);
  co_return a + b + c;
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED:  auto [a, c] = co_await (store(2, b) && square(1) && square(3));
awaitable<int> nothing_at_the_end() {
  int c = 0;
  int a = co_await square(1);
  int b = co_await square(2);
  co_await store(3, c);
  co_return a + b + c;
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED:  auto [a, b] = co_await (store(3, c) && square(1) && square(2));
awaitable<int> kept_in_locals() {
  auto a = unseen(1);
  auto b = unseen(2);
  int first = co_await std::move(a);
  int second = co_await std::move(b);
  co_return first + second;
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED:  auto [first, second] = co_await (std::move(a) && std::move(b));
awaitable<int> in_one_expression(int n) {
  if (n < 2)
    co_return n;
  co_return co_await in_one_expression(n - 1) + co_await in_one_expression(n - 2);
}
// FIXED:  using namespace boost::asio::experimental::awaitable_operators;
// FIXED:  auto [first, second] =
// FIXED-NEXT:      co_await (in_one_expression(n - 1) && in_one_expression(n - 2));
// FIXED-NEXT:  co_return first + second;
