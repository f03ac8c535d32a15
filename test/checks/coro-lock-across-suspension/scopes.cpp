// RUN: %lint %s
// What an object changes of its thread until it ends.
#include <mini/coro.h>
#include <utility>
#include <vector>

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

// --- one call away

class Spans {
  static thread_local std::vector<int> all;

public:
  static void push(int span) { all.push_back(span); }
  static void pop() { all.pop_back(); }
  static std::vector<int> &open() {
    static thread_local std::vector<int> open;
    return open;
  }
};
struct Pushes {
  explicit Pushes(int span) { Spans::push(span); }
  ~Pushes() { Spans::pop(); }
};
struct PushesToWhatIsGiven {
  explicit PushesToWhatIsGiven(int span) { Spans::open().push_back(span); }
  ~PushesToWhatIsGiven() { Spans::open().pop_back(); }
};
struct User {
  static thread_local int now;
  static int set(int user) { return std::exchange(now, user); }
};
struct As {
  int before;
  explicit As(int user) : before(User::set(user)) {}
  ~As() { User::set(before); }
};
// Lends what the thread has in store, and may give it back to another one.
struct Lends {
  int mine;
  Lends() : mine(Spans::open().back()) { Spans::open().pop_back(); }
  ~Lends() { Spans::open().push_back(mine); }
};
// The last line that was written says nothing of what is going on.
void write(int line) {
  static thread_local int last = 0;
  if (last != line)
    last = line;
}
struct Writes {
  Writes() { write(1); }
  ~Writes() { write(2); }
};

mini::task<int> pushed() {
  Pushes span(1);
  // CHECK: [[#@LINE-1]]:10: warning: 'span' still sets 'all' while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> pushed_to_what_is_given() {
  PushesToWhatIsGiven span(1);
  // CHECK: [[#@LINE-1]]:23: warning: 'span' still sets 'open' while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> as_another() {
  As user(2);
  // CHECK: [[#@LINE-1]]:6: warning: 'user' still sets 'now' while the coroutine is suspended
  co_return co_await load(1);
}
mini::task<int> lent() {
  Lends span;
  Writes line;
  co_return co_await load(1);
}
mini::task<int> pushed_for_a_block() {
  {
    Pushes span(1);
    As user(2);
  }
  co_return co_await load(1);
}
