// RUN: %lint %s
#include <cppcoro/generator.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <utility>

cppcoro::task<int> load(int id);
cppcoro::shared_task<int> share(int id);
cppcoro::generator<int> numbers();
void use(int value);

// It gives its result as often as it is asked.
cppcoro::task<int> awaited_twice() {
  auto job = load(1);
  int first = co_await job;
  co_return first + co_await job;
}
cppcoro::task<int> shared() {
  auto job = share(1);
  int first = co_await job;
  co_return first + co_await job;
}

cppcoro::task<int> gathered_twice() {
  auto job = load(1);
  co_await cppcoro::when_all(std::move(job), load(2));
  co_return co_await job;
  // CHECK: [[#@LINE-1]]:22: warning: 'job' is used after it was moved away [coro-used-twice]
}

void walked_twice() {
  auto all = numbers();
  for (int n : all)
    use(n);
  for (int n : all)
    // CHECK: [[#@LINE-1]]:14: warning: 'all' is walked again, and a generator gives its values only once
    use(n);
}
void walked_once() {
  for (int n : numbers())
    use(n);
  for (int n : numbers())
    use(n);
}
