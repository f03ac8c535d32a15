// RUN: %lint %s
#include <memory>
#include <mini/coro.h>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// What begins at once and is let go.
struct Session : std::enable_shared_from_this<Session> {
  int count = 0;
  std::vector<mini::eager<void>> running;

  mini::eager<void> reader() {
    co_await tick{};
    ++count;
  }
  mini::task<void> later() {
    co_await tick{};
    ++count;
  }
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() {
    runs_on();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'runs_on' is suspended: nothing of the coroutine keeps it [coro-object-may-die]
    // CHECK: [[#@LINE-5]]:7: note: it is used here, behind a suspension
  }
  mini::task<void> awaits() {
    co_await later();
    co_await reader();
  }
  void has_it() { running.push_back(reader()); }
};
struct Plain {
  int count = 0;
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() { runs_on(); }
};

// A base of one's own that counts who has the object.
template <class T> class ref {
public:
  explicit ref(T *to);
  ref(const ref &other);
  ~ref();
  T *operator->() const;
};
template <class T> class weak_ref {
public:
  ref<T> lock() const;
};
template <class Derived> class counted {
public:
  ref<Derived> keep() { return ref<Derived>(static_cast<Derived *>(this)); }
  weak_ref<Derived> watch();
};
struct Peer : counted<Peer> {
  int count = 0;

  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  mini::fire_and_forget keeps_itself() {
    auto self = keep();
    co_await tick{};
    ++count;
  }
  mini::fire_and_forget watches_itself() {
    auto weak = watch();
    co_await tick{};
    if (auto self = weak.lock(); true)
      ++self->count;
  }
  void starts() {
    runs_on();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'runs_on' is suspended: nothing of the coroutine keeps it
    // CHECK: [[#@LINE-16]]:7: note: it is used here, behind a suspension
    // CHECK: [[#@LINE-3]]:5: note: 'Peer' is shared: let the coroutine have a pointer of its own, 'auto self = keep();'
    keeps_itself();
    watches_itself();
  }
};
// Through a class between.
struct Client : Peer {
  mini::fire_and_forget asks() {
    co_await tick{};
    ++count;
  }
  void starts() {
    asks();
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'asks' is suspended
  }
};

// Bases that give something else of the class: a copy, an owner of a new one,
// another object.
template <class Derived> struct cloned {
  ref<Derived> clone() const;
  static ref<Derived> make();
  std::unique_ptr<Derived> moved();
  Derived *self();
  ref<Plain> plain();
};
struct Clone : cloned<Clone> {
  int count = 0;
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() { runs_on(); }
};
// It gives another object of its class.
struct Node {
  int count = 0;
  ref<Node> parent();
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() { runs_on(); }
};

// What the base gives a pointer with may be a template that nobody has used.
template <class Class> struct weak_handle {
  ref<Class> strong() const;
};
template <class Derived> struct handled {
  weak_handle<Derived> get_handle();
};
struct Handled : handled<Handled> {
  int count = 0;
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
  }
  void starts() { runs_on(); }
};

// It is not shared, but it can end itself.
struct Connection {
  int count = 0;
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
    // CHECK: [[#@LINE-1]]:7: remark: the object may be gone: 'close' may end it while 'runs_on' is suspended
    // CHECK: [[#@LINE+5]]:18: note: it is ended here
    // CHECK: [[#@LINE+3]]:19: note: 'runs_on' is let go here: nobody waits for it
    // CHECK: [[#@LINE-4]]:7: note: let whoever ends the object wait for the coroutine first
  }
  void starts() { runs_on(); }
  void close() { delete this; }
};
// What the coroutine itself comes to is its own end.
struct Request {
  int count = 0;
  mini::fire_and_forget runs_on() {
    co_await tick{};
    ++count;
    done();
  }
  void starts() { runs_on(); }

private:
  void done() { delete this; }
};
