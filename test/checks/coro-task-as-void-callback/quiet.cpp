// Looks like a callable whose task is lost, and is none.
// RUN: %lint %s
#include <algorithm>
#include <functional>
#include <future>
#include <mini/coro.h>
#include <string>
#include <vector>

mini::task<> tick();
mini::eager<> start();
mini::task<int> load(int id);
void log();
void on_click(std::function<void()> handler);

// A coroutine that nobody is meant to await.
struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
detached fire();

void a_detached_coroutine() {
  on_click(fire);
  on_click([]() -> detached { co_await tick(); });
}

// All its errors are caught: there is none to lose.
void an_eager_coroutine_that_catches_everything() {
  on_click([]() -> mini::eager<> {
    try {
      co_await tick();
    } catch (...) {
      log();
    }
  });
}

// The callable that is given returns nothing; what it does is its own affair.
void a_callable_that_returns_nothing(mini::event_loop &loop) {
  on_click([&loop] { loop.post([] { log(); }); });
}

// Its result is what the template returns or awaits.
template <class F> auto measured(F run) {
  log();
  return run();
}
template <class F> mini::task<> later(F run) {
  co_await run();
}
template <class F> mini::task<> conditional(F run, bool now) {
  auto job = run();
  if (now)
    co_await std::move(job);
  else
    co_await job;
}
mini::task<> templates_that_use_it() {
  co_await measured(tick);
  co_await later(tick);
  co_await conditional(tick, true);
}

// Stored to be called by somebody who knows its type.
template <class F> struct Deferred {
  F run;
  auto operator()() { return run(); }
};
mini::task<> a_callable_that_is_stored() {
  Deferred<mini::task<> (*)()> deferred{tick};
  co_await deferred();
}

// Overloads and templates: which one is called is not known here.
struct Many {
  mini::task<> operator()();
  void operator()(int);
};
void an_overloaded_callable() { std::function<void(int)> calls = Many(); }

// A callable that returns a reference to a task owns none.
mini::task<> &shared();
void a_reference() { on_click(shared); }
