// What the declaration alone says: attributes, and awaiters that are no
// coroutines.
// RUN: %lint %s
#include <coroutine>
#include <mini/coro.h>

// A task type of which only the declarations are seen: lazy or eager, who
// knows.
template <class T> struct [[nodiscard]] job {
  struct promise_type;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T> struct job<T>::promise_type {
  job get_return_object();
  auto initial_suspend() { return start(); }
  std::suspend_always final_suspend() noexcept;
  void return_value(T);
  void unhandled_exception();
  struct start {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept {}
  };
};
job<int> load(int id);

job<int> declared_nodiscard() {
  load(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load' is not awaited, though it is declared as something not to ignore [coro-unawaited-task]
  auto kept = load(2);
  // CHECK: [[#@LINE-1]]:15: warning: the task in 'kept' is never awaited, though it is declared as something not to ignore
  (void)load(3);
  co_return co_await load(4);
}

// An operation of our own: it starts in await_suspend.
struct delay {
  int milliseconds;
  bool await_ready() const noexcept { return milliseconds == 0; }
  void await_suspend(std::coroutine_handle<> waiting);
  void await_resume() const noexcept {}
};
inline delay sleep(int milliseconds) { return delay{milliseconds}; }
delay sleep_elsewhere(int milliseconds);

mini::task<> an_awaiter_discarded() {
  sleep(10);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'sleep' is not awaited, so it never runs
  auto pause = sleep(20);
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'pause' is never awaited, so it never runs
  co_await sleep(10);
  auto later = sleep(20);
  co_await later;
}
// What this one does before it returns is not known.
mini::task<> an_awaiter_from_elsewhere() {
  sleep_elsewhere(10);
  co_return;
}

// It starts where it is made.
struct request {
  explicit request(int id) { begin(id); }
  void begin(int id);
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiting);
  void await_resume() const noexcept {}
};
inline request send(int id) { return request(id); }
mini::task<> an_awaiter_that_has_begun() {
  send(1);
  co_return;
}

// A guard: its end does the work.
struct scope {
  ~scope() { leave(); }
  void leave();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiting);
  void await_resume() const noexcept {}
};
inline scope enter() { return {}; }
mini::task<> a_guard_that_can_be_awaited() {
  auto guard = enter();
  co_return;
}

[[nodiscard]] scope enter_and_keep();
mini::task<> a_guard_that_is_to_be_kept() {
  auto guard = enter_and_keep();
  enter_and_keep();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'enter_and_keep' is not awaited, though it is declared
  co_return;
}

// A lock that is only asked for.
struct mutex {
  struct [[nodiscard]] waiting {
    mutex &of;
    bool await_ready() const noexcept;
    bool await_suspend(std::coroutine_handle<> waiting);
    void await_resume() const noexcept {}
  };
  waiting lock();
  void unlock();
};
mini::task<int> a_lock_that_is_never_taken(mutex &m, int &shared) {
  auto locked = m.lock();
  // CHECK: [[#@LINE-1]]:17: warning: the operation in 'locked' is never awaited, though it is declared as something not to ignore
  int value = ++shared;
  m.unlock();
  co_await m.lock();
  co_return value;
}

// A sender, by the name that makes it one.
struct sender_t {};
struct just_sender {
  using sender_concept = sender_t;
  int value;
};
just_sender just(int value);
void consume(just_sender);
void a_sender_dropped() {
  just(1);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'just' is not awaited, so it never runs
  consume(just(2));
}

// A function says so for what it returns.
struct plain_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiting);
  void await_resume() const noexcept {}
};
[[nodiscard]] plain_awaiter flush();
plain_awaiter poke();
mini::task<> a_function_declared_nodiscard() {
  flush();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'flush' is not awaited, though it is declared as something not to ignore
  poke();
  co_await flush();
}

// A coroutine type by declaration: its promise is chosen by traits that are out
// of sight. What is lost is not known, so only [[nodiscard]] makes it matter.
template <class T> struct [[clang::coro_return_type]] remote {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
[[nodiscard]] remote<int> ask(int id);
remote<int> tell(int id);
mini::task<> a_coroutine_type_by_declaration() {
  ask(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'ask' is not awaited, though it is declared as something not to ignore
  tell(2);
  (void)co_await ask(3);
}

// What the end of the object does is read from its destructor.
struct owning {
  struct promise_type {
    owning get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  owning(owning &&);
  ~owning() {
    if (handle)
      handle.destroy();
  }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  std::coroutine_handle<promise_type> handle;
};
owning listen(int port);
mini::task<> an_eager_task_that_ends_with_its_object() {
  listen(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'listen' is not awaited, so it is cancelled at once
  auto server = listen(2);
  co_await listen(3);
}

struct forgetful {
  struct promise_type {
    forgetful get_return_object();
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  std::coroutine_handle<promise_type> handle;
};
forgetful store(int row);
mini::task<> a_lazy_task_without_a_destructor() {
  store(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'store' is not awaited, so it never runs and its frame leaks
  co_await store(2);
}
