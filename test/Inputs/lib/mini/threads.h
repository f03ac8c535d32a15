// Threads to move to, and what belongs to one of them.
#pragma once
#include <coroutine>

namespace mini {

struct moved {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct thread {};
/// To one of many.
struct pool {
  moved schedule();
};
/// To this one.
moved move_to(thread &);

struct object {
  void delete_later();
};
struct window : object {
  void show(int);
  static int count();
  int width = 0;
};

} // namespace mini
