// RUN: %lint-fix %s
// A future that can be awaited need not park the thread.
#include <concurrencpp/concurrencpp.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <future>
#include <string>
#include <utility>

folly::Future<int> load(int id);
concurrencpp::result<std::string> greet();

folly::coro::Task<int> futures() {
  auto one = load(1);
  int a = std::move(one).get();
  // FIXED:  int a = co_await std::move(one);
  int c = co_await load(3);
  int b = load(2).get() + 1;
  // FIXED:  int b = (co_await load(2)) + 1;
  co_return a + b + c;
}
concurrencpp::result<std::size_t> results() {
  auto one = greet();
  auto size = one.get().size();
  // FIXED:  auto size = (co_await one).size();
  co_return size;
}

// Nobody can await these.
folly::coro::Task<int> of_the_standard_library(std::future<int> one) {
  co_return one.get();
}
