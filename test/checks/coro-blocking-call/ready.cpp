// RUN: %lint %s
// A future that is there: get() only takes the result out, or throws.
#include <future>
#include <mini/task.h>
#include <tuple>
#include <utility>
#include <vector>

// A future of our own, in the way that libraries of continuations have it.
namespace ours {
template <class T> struct future {
  future(future &&);
  future &operator=(future &&);
  T get();
  template <class F> void then_wrapped(F f);
};
template <class T> struct result {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> result<T> operator co_await(future<T>);
template <class T> result<future<T>> as_future(future<T> &&);
template <class... T>
result<std::tuple<future<T>...>> when_all(future<T>... all);
template <class T> result<std::vector<future<T>>> when_all(std::vector<future<T>>);
template <class T> result<std::future<T>> finished(std::future<T> &&);
} // namespace ours

ours::future<int> close();
std::future<int> start();

mini::task<int> awaited_before() {
  auto done = co_await ours::finished(start());
  co_await ours::as_future(close());
  co_return done.get();
}

mini::task<int> assigned(std::future<int> one) {
  one = co_await ours::finished(std::move(one));
  co_return one.get();
}

mini::task<int> of_a_loop(std::vector<std::future<int>> all) {
  int sum = 0;
  for (auto &one : all)
    sum += one.get();
  // CHECK: [[#@LINE-1]]:12: warning: the call of 'get' blocks the coroutine's thread
  co_return sum;
}

mini::task<int> of_another_await(ours::future<std::future<int>> later) {
  auto given = co_await std::move(later);
  co_return given.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}

mini::task<int> not_yet() {
  auto given = start();
  co_return given.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}
