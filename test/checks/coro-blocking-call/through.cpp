// Blocking that hides in the functions that a coroutine calls.
// RUN: %lint %s
#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mini/coro.h>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

using namespace std::chrono_literals;

inline void leaf() { std::this_thread::sleep_for(1s); }
inline void two_calls_down() { leaf(); }
void elsewhere();

mini::task<> free_functions() {
  leaf();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'leaf' blocks the coroutine's thread: it comes to the call of 'sleep_for', which parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-7]]:22: note: in 'leaf': the call of 'sleep_for'
  two_calls_down();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'two_calls_down' blocks the coroutine's thread: it comes to the call of 'sleep_for', which
  // CHECK: [[#@LINE-9]]:32: note: in 'two_calls_down': the call of 'leaf'
  elsewhere();
  co_return;
}

// --- members, constructors, destructors, operators, conversions

struct Cache {
  Cache() = default;
  explicit Cache(int) { leaf(); }
  ~Cache();
  void load() { leaf(); }
  Cache &operator+=(int) {
    leaf();
    return *this;
  }
  operator int() const {
    leaf();
    return 1;
  }
};
struct Guard {
  ~Guard() { leaf(); }
};
mini::task<int> members(Cache &cache) {
  cache.load();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'load' blocks
  Cache made(1);
  // CHECK: [[#@LINE-1]]:9: warning: the construction of 'Cache' blocks
  cache += 1;
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'operator+=' blocks
  int converted = cache;
  // CHECK: [[#@LINE-1]]:19: warning: the call of 'operator int' blocks
  Guard guard;
  // CHECK: [[#@LINE-1]]:9: warning: the end of 'guard' blocks
  Cache empty;
  co_return converted;
}

// --- default arguments

inline int slow() {
  leaf();
  return 1;
}
void with_default(int id = slow());
mini::task<> default_arguments() {
  with_default();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'with_default' blocks
  with_default(1);
  co_return;
}

struct Opened {
  Opened() {}
  explicit Opened(int given) : id(given) {}
  int id = slow();
};
mini::task<> member_initialisers() {
  Opened opened;
  // CHECK: [[#@LINE-1]]:10: warning: the construction of 'Opened' blocks
  // CHECK: [[#@LINE-5]]:12: note: in the initialiser of 'id': the call of 'slow'
  Opened other(1);
  co_return;
}

// --- lambdas and callables

template <class F> void with_retry(F run) { run(); }
inline void run_it(const std::function<void()> &run) { run(); }
void keeps_it(std::function<void()> run);

mini::task<> callables(std::vector<int> &ids) {
  [] { leaf(); }();
  // CHECK: [[#@LINE-1]]:3: warning: the call of a lambda blocks
  auto local = [] { leaf(); };
  local();
  // CHECK: [[#@LINE-1]]:3: warning: the call of a lambda blocks
  with_retry([] { leaf(); });
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'with_retry' blocks
  run_it([] { leaf(); });
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_it' blocks
  std::for_each(ids.begin(), ids.end(), [](int) { leaf(); });
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'for_each' blocks
  std::once_flag once;
  std::call_once(once, leaf);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'call_once' blocks
  std::variant<int, char> either = 1;
  std::visit([](auto) { leaf(); }, either);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'visit' blocks
  std::visit([](auto) {}, either);
  constexpr auto pointer = &leaf;
  pointer();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'pointer' blocks
  std::for_each(ids.begin(), ids.end(), [](int) {});
  keeps_it([] { leaf(); });
  auto never_called = [] { leaf(); };
  co_return;
}

// --- virtual calls

struct Store {
  virtual ~Store() = default;
  virtual void one_override() = 0;
  virtual void two_overrides() = 0;
  virtual void own_body() { leaf(); }
  virtual void overridden() { leaf(); }
};
struct Disk : Store {
  void one_override() override { leaf(); }
  void two_overrides() override { leaf(); }
  void overridden() override {}
};
struct Memory : Store {
  void two_overrides() override {}
  using Store::one_override;
};
struct Exact final : Store {
  void one_override() final { leaf(); }
  void two_overrides() override { leaf(); }
};
mini::task<> virtual_calls(Store &store, Exact &exact, Disk &disk) {
  store.two_overrides();
  store.own_body();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'own_body' blocks
  store.overridden();
  exact.two_overrides();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'two_overrides' blocks
  disk.Store::overridden();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'overridden' blocks
  co_return;
}

// --- recursion

void ping(int);
inline void pong(int n) { ping(n - 1); }
inline void ping(int n) {
  if (n)
    pong(n);
  else
    leaf();
}
inline int endless(int n) { return n ? endless(n - 1) : 0; }
mini::task<> recursion() {
  pong(3);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'pong' blocks
  endless(3);
  co_return;
}

// --- what cuts the way

mini::task<> another_coroutine() {
  leaf();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'leaf' blocks
  co_return;
}
inline void starts_a_thread() { std::thread(leaf).detach(); }
inline mini::task<> the_async_twin() { return another_coroutine(); }
mini::task<> what_cuts_the_way(mini::event_loop &loop) {
  co_await another_coroutine();
  co_await the_async_twin();
  starts_a_thread();
  auto later = std::async(std::launch::deferred, leaf);
  co_return;
}
void plain_code() { two_calls_down(); }

// --- templates, by instantiation

struct Slow {
  void work() { leaf(); }
};
struct Fast {
  void work() {}
};
template <class T> void work_on(T &it) { it.work(); }
mini::task<> templates(Slow &slow, Fast &fast) {
  work_on(slow);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'work_on' blocks
  work_on(fast);
  co_return;
}

// --- range-for

struct Rows {
  struct iterator {
    int operator*() const { return 1; }
    iterator &operator++() {
      leaf();
      return *this;
    }
    bool operator!=(const iterator &) const { return true; }
  };
  iterator begin() const { return {}; }
  iterator end() const { return {}; }
};
mini::task<> range_for(Rows rows) {
  for (int row : rows)
    // CHECK: [[#@LINE-1]]:16: warning: the call of 'operator++' blocks
    (void)row;
  co_return;
}

// --- the end of what was stopped before

struct server {
  std::thread worker;
  bool stopped = false;
  void start();
  void stop() {
    if (!stopped)
      worker.join();
    stopped = true;
  }
  ~server() { stop(); }
};

mini::task<> ends_a_server() {
  server local;
  // CHECK: [[#@LINE-1]]:10: warning: the end of 'local' blocks the coroutine's thread: it comes to the call of 'join'
  local.start();
  co_return;
}

mini::task<> stops_it_first() {
  server local;
  local.start();
  local.stop();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'stop' blocks the coroutine's thread: it comes to the call of 'join'
  co_return;
}
