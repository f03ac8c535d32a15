// Closures that end before their coroutines do.
// RUN: %lint %s
#include <mini/coro.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>

mini::task<int> load(int id);
mini::eager<int> ready(int id);
void show(const std::string &name);

// --- called at once, and not awaited in the same full-expression

void detached(std::string name) {
  [name]() -> mini::fire_and_forget {
    // CHECK: [[#@LINE-1]]:3: warning: 'name' is read after its closure is gone: the coroutine runs on after this statement [coro-dangling-lambda]
    // CHECK: [[#@LINE+2]]:10: note: it is read here
    co_await ready(1);
    show(name);
  }();
}
void detached_and_only_read_before(std::string name) {
  [name]() -> mini::fire_and_forget {
    show(name);
    co_await ready(1);
  }();
}
void detached_with_a_parameter(std::string name) {
  [](std::string name) -> mini::fire_and_forget {
    co_await ready(1);
    show(name);
  }(name);
}

mini::task<int> returned(int id) {
  return [id]() -> mini::task<int> { co_return co_await load(id); }();
  // CHECK: [[#@LINE-1]]:10: warning: 'id' is read after its closure is gone: the coroutine is not awaited in this statement
}
mini::task<int> awaited(int id) {
  co_return co_await [id]() -> mini::task<int> { co_return co_await load(id); }();
}

mini::task<int> kept_and_awaited_later(int id) {
  auto job = [&]() -> mini::task<int> { co_return co_await load(id); }();
  // CHECK: [[#@LINE-1]]:14: warning: 'id' is read after its closure is gone: the coroutine is not awaited
  co_return co_await job;
}
mini::task<int> kept_and_never_begun(int id) {
  // CHECK: [[#@LINE+1]]:14: warning: the task in 'job' is never awaited, so it never runs [coro-unawaited-task]
  auto job = [&]() -> mini::task<int> { co_return co_await load(id); }();
  co_return id;
}
int waited_for_here(int id) {
  return mini::sync_wait([&]() -> mini::task<int> { co_return co_await load(id); }());
}

mini::eager<int> begun(int id) {
  auto job = [id]() -> mini::eager<int> {
    // CHECK: [[#@LINE-1]]:14: warning: 'id' is read after its closure is gone
    int now = co_await ready(1);
    co_return now + id;
  }();
  co_return co_await job;
}
mini::eager<int> begun_with_what_it_needs(int id) {
  auto job = [id]() -> mini::eager<int> { co_return co_await ready(id); }();
  co_return co_await job;
}
mini::eager<int> begun_with_a_copy(int id) {
  auto job = [id]() -> mini::eager<int> {
    int mine = id;
    int now = co_await ready(1);
    co_return now + mine;
  }();
  co_return co_await job;
}

// --- what counts as a use

struct Session : std::enable_shared_from_this<Session> {
  int count = 0;

  void this_of_the_closure() {
    [this, self = shared_from_this()]() -> mini::fire_and_forget {
      // CHECK: [[#@LINE-1]]:5: warning: what this lambda captured is read after its closure is gone
      co_await ready(1);
      ++count;
    }();
  }
  void this_in_a_local() {
    [this]() -> mini::fire_and_forget {
      auto *session = this;
      co_await ready(1);
      ++session->count;
    }();
  }
};

void in_a_handler(std::string name) {
  [name]() -> mini::fire_and_forget {
    // CHECK: [[#@LINE-1]]:3: warning: 'name' is read after
    try {
      co_await ready(1);
    } catch (...) {
      show(name);
    }
  }();
}

template <class F> struct AtTheEnd {
  F run;
  ~AtTheEnd() { run(); }
};
template <class F> AtTheEnd(F) -> AtTheEnd<F>;

void in_a_guard(std::string name) {
  [name]() -> mini::fire_and_forget {
    // CHECK: [[#@LINE-1]]:3: warning: 'name' is read after
    AtTheEnd guard{[&] { show(name); }};
    co_await ready(1);
  }();
}
void in_a_guard_with_a_copy(std::string name) {
  [name]() -> mini::fire_and_forget {
    AtTheEnd guard{[name] { show(name); }};
    co_await ready(1);
  }();
}

void in_each_round(std::string letters) {
  [letters]() -> mini::fire_and_forget {
    // CHECK: [[#@LINE-1]]:3: warning: what this lambda captured is read after
    int sum = 0;
    for (char c : letters)
      sum = co_await ready(c + sum);
  }();
}
void in_the_only_round(std::string letters) {
  [letters]() -> mini::fire_and_forget {
    auto all = letters;
    int sum = 0;
    for (char c : all)
      sum = co_await ready(c + sum);
  }();
}

mini::eager<int> length(const std::string &of) {
  co_await ready(1);
  co_return static_cast<int>(of.size());
}
mini::eager<int> length_now(const std::string &of) {
  int size = static_cast<int>(of.size());
  co_return size + co_await ready(1);
}
void by_what_is_awaited(std::string name) {
  [name]() -> mini::fire_and_forget { co_await length(name); }();
  // CHECK: [[#@LINE-1]]:3: warning: 'name' is read after its closure is gone
}
void by_what_is_awaited_before_it_stops(std::string name) {
  [name]() -> mini::fire_and_forget { co_await length_now(name); }();
}

// --- given to a function whose body is here

template <class F> mini::task<int> runs(F f) { co_return co_await f(1); }
template <class F> mini::task<int> borrows(F &&f) { co_return co_await f(1); }
template <class F> mini::task<int> passes(F f) { return f(1); }
template <class F> mini::task<int> hands_on(F f) { return runs(std::move(f)); }
template <class F> void lets_go(F f) { (void)f(1); }
template <class F> int waits(F f) { return mini::sync_wait(f(1)); }
template <class F> void begins(F f) { f(); }
void begins_any(std::function<mini::fire_and_forget()> f) {
  if (f)
    f();
}
void begins_a_borrowed(const std::function<mini::fire_and_forget()> &f) { f(); }

mini::task<int> given_to_a_coroutine(int id) {
  return runs([id](int more) -> mini::task<int> { co_return co_await load(id + more); });
}
mini::task<int> given_through_another(int id) {
  return hands_on([id](int more) -> mini::task<int> { co_return co_await load(id + more); });
}
mini::task<int> given_to_a_plain_function(int id) {
  co_return co_await passes([id](int more) -> mini::task<int> { co_return co_await load(id + more); });
  // CHECK: [[#@LINE-1]]:29: warning: 'id' is read after its closure is gone: 'passes' lets it go when the coroutine is first suspended
}
mini::task<int> borrowed_and_awaited(int id) {
  co_return co_await borrows([id](int more) -> mini::task<int> { co_return co_await load(id + more); });
}
mini::task<int> borrowed_and_returned(int id) {
  return borrows([id](int more) -> mini::task<int> { co_return co_await load(id + more); });
  // CHECK: [[#@LINE-1]]:18: warning: 'id' is read after its closure is gone: 'borrows' only borrows it, and is not awaited here
}
void given_to_who_drops_it(int id) {
  lets_go([id](int) -> mini::eager<int> { co_return co_await ready(1) + id; });
  // CHECK: [[#@LINE-1]]:11: warning: 'id' is read after its closure is gone: 'lets_go' lets it go
  lets_go([id](int) -> mini::task<int> { co_return co_await ready(1) + id; });
}
void detached_in_a_function(int id) {
  begins([id]() -> mini::fire_and_forget { co_await ready(co_await ready(1) + id); });
  // CHECK: [[#@LINE-1]]:10: warning: 'id' is read after its closure is gone: 'begins' lets it go
  begins([](int id) { return [id]() -> mini::fire_and_forget { co_await ready(id); }; }(id));
  begins_any([id]() -> mini::fire_and_forget { co_await ready(co_await ready(1) + id); });
  // CHECK: [[#@LINE-1]]:14: warning: 'id' is read after its closure is gone: 'begins_any' lets it go
  begins_any([id]() -> mini::fire_and_forget { co_await ready(id); });
  const std::function<mini::fire_and_forget()> kept = [id]() -> mini::fire_and_forget {
    co_await ready(co_await ready(1) + id);
  };
  begins_a_borrowed(kept);
}
int given_to_who_waits(int id) {
  return waits([id](int more) -> mini::task<int> { co_return co_await load(id + more); });
}

// --- named

mini::task<int> named(int id) {
  auto one = [&](int more) -> mini::task<int> { co_return co_await load(id + more); };
  auto job = one(1);
  int first = co_await job;
  co_return first + co_await one(2);
}
mini::task<int> named_and_returned(int id) {
  auto one = [id]() -> mini::task<int> { co_return co_await load(id); };
  return one();
  // CHECK: [[#@LINE-1]]:10: warning: 'id' is read after 'one' is gone: the coroutine outlives this function
}
mini::task<int> named_and_lent(int id) {
  auto one = [id](int more) -> mini::task<int> { co_return co_await load(id + more); };
  co_return co_await borrows(one);
}
mini::task<int> named_and_lent_too_long(int id) {
  auto one = [id](int more) -> mini::task<int> { co_return co_await load(id + more); };
  return borrows(one);
  // CHECK: [[#@LINE-1]]:18: warning: 'id' is read after 'one' is gone: 'borrows' only borrows it, and outlives this function
}

void print(const char *text);
void turn_the_crank();
void named_and_left_alone(int id) {
  auto one = [id]() -> mini::fire_and_forget { co_await ready(co_await ready(1) + id); };
  one();
  // CHECK: [[#@LINE-1]]:3: warning: 'id' is read after 'one' is gone: the coroutine outlives this function
  print("begun");
}
void named_and_waited_for(int id) {
  auto one = [id]() -> mini::fire_and_forget { co_await ready(co_await ready(1) + id); };
  one();
  turn_the_crank();
}

// --- other objects with a call operator

struct Loader {
  int id;
  mini::task<int> operator()() const { co_return co_await load(id); }
};
mini::task<int> functor(int id) {
  return Loader{id}();
  // CHECK: [[#@LINE-1]]:10: warning: its object is read after the temporary is gone
}
mini::task<int> functor_awaited(int id) {
  co_return co_await Loader{id}();
}
