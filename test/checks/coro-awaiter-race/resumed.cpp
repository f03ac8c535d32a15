// What is used after resume(): the object that did it, or the awaiter that the
// coroutine waited in.
// RUN: %lint %s
#include <coroutine>
#include <list>
#include <memory>
#include <string>
#include <utility>

// --- the handle in a local

struct Reader {
  std::coroutine_handle<> waiting;
  std::string buffer;
  void copies_it() {
    auto reader = waiting;
    waiting = nullptr;
    reader.resume();
    buffer.clear();
    // CHECK: [[#@LINE-1]]:5: warning: 'buffer' is used after a coroutine was resumed, which may have ended this object [coro-awaiter-race]
    // CHECK: [[#@LINE-3]]:5: note: it is resumed here
  }
  void exchanges_it() {
    if (auto reader = std::exchange(waiting, {}))
      reader();
    buffer.clear();
    // CHECK: [[#@LINE-1]]:5: warning: 'buffer' is used after a coroutine was resumed
  }
  void exchanges_it_at_once() {
    std::exchange(waiting, nullptr).resume();
    buffer.clear();
    // CHECK: [[#@LINE-1]]:5: warning: 'buffer' is used after a coroutine was resumed
  }
  void clear() { buffer.clear(); }
  void nothing() {}
  void calls_its_own() {
    waiting.resume();
    clear();
    // CHECK: [[#@LINE-1]]:5: warning: 'clear' is used after a coroutine was resumed
  }
  void calls_what_uses_nothing() {
    waiting.resume();
    nothing();
  }
  void in_order() {
    auto reader = std::exchange(waiting, {});
    buffer.clear();
    reader.resume();
  }
  void another(std::coroutine_handle<> other) {
    auto reader = other;
    reader.resume();
    buffer.clear();
  }
};

struct Shared : std::enable_shared_from_this<Shared> {
  std::coroutine_handle<> waiting;
  std::string buffer;
  void keeps_itself() {
    auto self = shared_from_this();
    std::exchange(waiting, {}).resume();
    buffer.clear();
  }
  auto kept_by_the_lambda() {
    return [this, self = shared_from_this()] {
      waiting.resume();
      buffer.clear();
    };
  }
  auto kept_by_nobody() {
    return [this] {
      waiting.resume();
      buffer.clear();
      // CHECK: [[#@LINE-1]]:7: warning: 'buffer' is used after a coroutine was resumed
    };
  }
  void kept_by_a_number() {
    auto length = buffer.size();
    waiting.resume();
    buffer.resize(length);
    // CHECK: [[#@LINE-1]]:5: warning: 'buffer' is used after a coroutine was resumed
  }
};

// --- the awaiter that it waited in

struct Waiter {
  std::coroutine_handle<> handle;
  Waiter *next = nullptr;
  int result = 0;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { handle = waiting; }
  int await_resume() const { return result; }
};
void goes_on(Waiter *waiter) {
  while (waiter) {
    waiter->handle.resume();
    waiter = waiter->next;
    // CHECK: [[#@LINE-1]]:14: warning: 'next' is used after the coroutine that waits there was resumed, which may have ended the awaiter [coro-awaiter-race]
    // CHECK: [[#@LINE-3]]:5: note: it is resumed here
  }
}
void goes_on_in_the_head(Waiter *first) {
  for (auto *waiter = first; waiter; waiter = waiter->next)
    waiter->handle.resume();
  // CHECK: [[#@LINE-2]]:47: warning: 'next' is used after the coroutine that waits there was resumed
}
void reads_first(Waiter *waiter) {
  while (waiter) {
    Waiter *next = waiter->next;
    waiter->result = 1;
    waiter->handle.resume();
    waiter = next;
  }
}
void goes_on_in_a_list(std::list<Waiter *> &all) {
  for (auto it = all.begin(); it != all.end(); ++it) {
    (*it)->handle.resume();
    (*it)->result = 0;
    // CHECK: [[#@LINE-1]]:5: warning: 'result' is used after the coroutine that waits there was resumed
  }
}
void in_a_list(std::list<Waiter *> &all) {
  for (Waiter *waiter : all) {
    waiter->result = 1;
    waiter->handle.resume();
  }
}
// The entry has a handle, but is no awaiter.
struct Entry {
  std::coroutine_handle<> handle;
  int runs = 0;
};
void runs(Entry *entry) {
  entry->handle.resume();
  ++entry->runs;
}
// A copy is not in the frame.
void copies(Waiter *first) {
  Waiter waiter = *first;
  waiter.handle.resume();
  ++waiter.result;
}

struct Operation {
  std::coroutine_handle<> waiting;
  int count = 0;
  static void on_done(void *with) {
    auto *operation = static_cast<Operation *>(with);
    operation->waiting.resume();
    ++operation->count;
    // CHECK: [[#@LINE-1]]:7: warning: 'count' is used after the coroutine that waits there was resumed
  }
  static void on_done_last(void *with) {
    auto *operation = static_cast<Operation *>(with);
    ++operation->count;
    operation->waiting.resume();
  }
};
