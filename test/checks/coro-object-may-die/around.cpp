// The object that an expression goes on with behind the await inside of it; what
// the members that a member awaits do; who is through a gate; who asks for a
// pointer too late.
//
// RUN: %lint %s
#include <memory>
#include <mini/coro.h>
#include <string>

struct word {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::string await_resume();
};

struct Session : std::enable_shared_from_this<Session> {
  std::string name;
  int size = 0;
  void set(std::string);

  mini::fire_and_forget assigns() { name = co_await word{}; }
  mini::fire_and_forget adds() { name += co_await word{}; }
  mini::fire_and_forget calls() { set(co_await word{}); }
  mini::fire_and_forget appends() { name.append(co_await word{}); }
  mini::fire_and_forget keeps_its_result() {
    std::string local = co_await word{};
  }
  mini::task<void> step() {
    co_await word{};
    ++size;
  }
  mini::fire_and_forget awaits_a_member() { co_await step(); }
  mini::task<void> harmless() {
    ++size;
    co_await word{};
  }
  mini::fire_and_forget awaits_a_harmless_one() { co_await harmless(); }
  mini::fire_and_forget asks_in_time() {
    auto self = shared_from_this();
    co_await word{};
    ++size;
  }
  mini::fire_and_forget asks_too_late() {
    co_await word{};
    auto self = shared_from_this();
    ++size;
  }
  void starts() {
    assigns();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'assigns' is suspended
    adds();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'adds' is suspended
    calls();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'calls' is suspended
    appends();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'appends' is suspended
    keeps_its_result();
    awaits_a_member();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'awaits_a_member' is suspended
    awaits_a_harmless_one();
    asks_in_time();
    asks_too_late();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'asks_too_late' is suspended
  }
};

// Who closes the gate waits for all who are through it.
class Gate {
public:
  class Pass {
  public:
    Pass(Pass &&);
    ~Pass();
  };
  Pass enter();
  mini::task<void> close();
};
class Turnstile {
public:
  struct Ticket;
  Ticket enter();
  mini::task<void> close();
};
struct Turnstile::Ticket {
  ~Ticket();
};
struct Lock {
  explicit Lock(int &);
  ~Lock();
};
struct Cache : std::enable_shared_from_this<Cache> {
  Gate gate;
  Turnstile turnstile;
  int rows = 0;
  mini::fire_and_forget loads() {
    auto pass = gate.enter();
    co_await word{};
    ++rows;
  }
  mini::fire_and_forget has_a_ticket() {
    auto ticket = turnstile.enter();
    co_await word{};
    ++rows;
  }
  mini::fire_and_forget is_given(Gate::Pass) {
    co_await word{};
    ++rows;
  }
  mini::fire_and_forget is_locked() {
    Lock lock(rows);
    co_await word{};
    ++rows;
  }
  void starts() {
    loads();
    has_a_ticket();
    is_given(gate.enter());
    is_locked();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'is_locked' is suspended
  }
  mini::task<void> stop() {
    co_await gate.close();
    co_await turnstile.close();
  }
};
