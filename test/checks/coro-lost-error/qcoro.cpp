// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QObject>
#include <coroutine>
#include <exception>

QCoro::Task<> save(QObject &what);

// A slot of its own.
struct Slot {
  struct promise_type {
    Slot get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    // CHECK: [[#@LINE-1]]:10: warning: an error in a coroutine of 'Slot' is lost: nobody awaits it, and this drops it [coro-lost-error]
  };
};
Slot on_clicked(QObject &what) { co_await save(what); }

struct LoudSlot {
  struct promise_type {
    LoudSlot get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
LoudSlot on_closed(QObject &what) { co_await save(what); }
