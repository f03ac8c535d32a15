// Awaiters that let nobody else run: what follows comes at once, or never.
// RUN: %lint %s
#include <map>
#include <mini/coro.h>
#include <mutex>
#include <optional>
#include <string>

template <class T> struct result {
  std::optional<T> value;
  int error = 0;
};
template <class T> struct outcome {
  struct promise_type {
    result<T> *into;
    outcome get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T v) { into->value = v; }
    void unhandled_exception() { throw; }
    template <class U> struct unwrap {
      result<U> of;
      bool await_ready() { return of.value.has_value(); }
      void await_suspend(std::coroutine_handle<promise_type> h) {
        h.promise().into->error = of.error;
        h.destroy();
      }
      U await_resume() { return *of.value; }
    };
    template <class U> unwrap<U> await_transform(result<U> r) { return {r}; }
  };
};
result<int> parse(const std::string &);
struct table {
  std::mutex m;
  std::map<int, std::string> all;
  void drop() { all.erase(3); }
  outcome<int> sum(std::string a) {
    std::lock_guard hold(m);
    auto it = all.find(1);
    int more = co_await parse(a);
    co_return more + static_cast<int>(it->second.size());
  }
};
struct forwarded {
  bool await_ready();
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) { return h; }
  void await_resume();
};
struct kept_somewhere {
  std::coroutine_handle<> at;
  bool await_ready();
  void await_suspend(std::coroutine_handle<> h) { at = h; }
  void await_resume();
};
/// An error is how the coroutine ends.
struct fails {
  bool await_ready();
  template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
    if (!waits)
      return h;
    h.promise().unhandled_exception();
    return h.promise().final_suspend().await_suspend(h);
  }
  void await_resume();
  bool waits = false;
};
struct kept_by_the_promise {
  bool await_ready();
  template <class P> void await_suspend(std::coroutine_handle<P> h) { keep(h.promise()); }
  template <class P> static void keep(P &promise);
  void await_resume();
};
/// The promise may have itself resumed later.
struct next_of_the_promise {
  bool await_ready();
  template <class P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
    return h.promise().continuation;
  }
  void await_resume();
};

std::mutex m;
mini::task<> goes_on() {
  std::lock_guard hold(m);
  co_await forwarded{};
}
mini::task<> goes_on_or_ends() {
  std::lock_guard hold(m);
  co_await fails{};
}
mini::task<> waits() {
  std::lock_guard hold(m);
  co_await kept_somewhere{};
  // CHECK: [[#@LINE-2]]:19: warning: 'hold' keeps 'm' locked while the coroutine is suspended
}
mini::task<> waits_by_its_promise() {
  std::lock_guard hold(m);
  co_await kept_by_the_promise{};
  // CHECK: [[#@LINE-2]]:19: warning: 'hold' keeps 'm' locked while the coroutine is suspended
}
mini::task<> lets_another_run() {
  std::lock_guard hold(m);
  co_await next_of_the_promise{};
  // CHECK: [[#@LINE-2]]:19: warning: 'hold' keeps 'm' locked while the coroutine is suspended
}
