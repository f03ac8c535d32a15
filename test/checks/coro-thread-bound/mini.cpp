// RUN: %lint %s
#include <mini/coro.h>
#include <mini/threads.h>

mini::task<int> load();

struct Label : mini::window {
  void set(int);
};

mini::task<> of_a_parameter(mini::pool &pool, mini::window &window) {
  co_await pool.schedule();
  window.show(1);
  // CHECK: [[#@LINE-1]]:3: warning: 'window' is used on another thread than its own: windows belong to the main thread [coro-thread-bound]
  // CHECK: [[#@LINE-3]]:3: note: this co_await moves the coroutine to another thread
  window.show(2);
}
mini::task<> of_a_class_that_derives(mini::pool &pool, Label *label) {
  co_await pool.schedule();
  label->set(1);
  // CHECK: [[#@LINE-1]]:3: warning: 'label' is used on another thread than its own
}
mini::task<int> of_a_field(mini::pool &pool, mini::window &window) {
  co_await pool.schedule();
  co_return window.width;
  // CHECK: [[#@LINE-1]]:13: warning: 'window' is used on another thread than its own
}
mini::task<> on_one_way(mini::pool &pool, mini::window &window, bool far) {
  if (far)
    co_await pool.schedule();
  window.show(1);
  // CHECK: [[#@LINE-1]]:3: warning: 'window' is used on another thread than its own
}
mini::task<> in_the_next_round(mini::pool &pool, mini::window &window) {
  for (int i = 0; i < 3; ++i) {
    window.show(i);
    // CHECK: [[#@LINE-1]]:5: warning: 'window' is used on another thread than its own
    co_await pool.schedule();
  }
}
struct Dialog : mini::window {
  mini::pool &pool;
  mini::task<> load() {
    co_await pool.schedule();
    show(1);
    // CHECK: [[#@LINE-1]]:5: warning: this object is used on another thread than its own
  }
};
