// RUN: %lint %s
// What an object changes of its thread until it ends.
#include <mini/coro.h>
#include <utility>

mini::task<int> load(int id);

struct Request {};
thread_local Request *current = nullptr;

class Scope {
  Request *before;

public:
  explicit Scope(Request *now) : before(std::exchange(current, now)) {}
  ~Scope() { current = before; }
};

mini::task<int> over_an_await(Request &request) {
  Scope scope(&request);
  // CHECK: [[#@LINE-1]]:9: warning: 'scope' still sets 'current' while the coroutine is suspended, so others run under it, and it may end on another thread [coro-lock-across-suspension]
  co_return co_await load(1);
}
mini::task<int> before_an_await(Request &request) {
  {
    Scope scope(&request);
  }
  co_return co_await load(1);
}

// A promise that knows the variable gives it back when it is resumed.
struct careful {
  struct promise_type {
    Request *mine = nullptr;
    careful get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { throw; }
    mini::task<int> &&await_transform(mini::task<int> &&job) {
      mine = current;
      return std::move(job);
    }
  };
};
careful restored(Request &request) {
  Scope scope(&request);
  co_await load(1);
}
