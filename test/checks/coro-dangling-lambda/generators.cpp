// A lambda that is a generator reads its captures whenever it is walked on.
// RUN: %lint %s
#include <cppcoro/generator.hpp>

int kept(int limit) {
  int sum = 0;
  auto all = [limit]() -> cppcoro::generator<int> {
    // CHECK: [[#@LINE-1]]:14: warning: 'limit' is read after its closure is gone: the generator goes on behind this expression [coro-dangling-lambda]
    for (int i = 0; i < limit; ++i)
      co_yield i;
  }();
  for (int one : all)
    sum += one;
  return sum;
}
int of_a_name(int limit) {
  int sum = 0;
  auto make = [limit]() -> cppcoro::generator<int> {
    for (int i = 0; i < limit; ++i)
      co_yield i;
  };
  auto all = make();
  for (int one : all)
    sum += one;
  for (int one : make())
    sum += one;
  return sum;
}
int of_a_parameter(int limit) {
  int sum = 0;
  auto all = [](int limit) -> cppcoro::generator<int> {
    for (int i = 0; i < limit; ++i)
      co_yield i;
  }(limit);
  for (int one : all)
    sum += one;
  return sum;
}
// What nobody walks on reads nothing.
void not_begun() {
  bool begun = false;
  auto all = [&]() -> cppcoro::generator<int> {
    begun = true;
    co_yield 1;
  }();
}
