// RUN: %lint %s
// Nothing can be awaited in a catch block. What starts by itself may end it.
#include <exception>
#include <mini/task.h>

mini::eager<> show(const char *text);
mini::task<> save();
void write();

mini::task<> sets_off_a_message() {
  try {
    write();
  } catch (const std::exception &e) {
    show(e.what());
  }
  co_return;
}

mini::task<> goes_on_behind_it(int &errors) {
  try {
    write();
  } catch (const std::exception &e) {
    show(e.what());
    // CHECK: [[#@LINE-1]]:5: remark: the task of 'show' is not awaited, so its error is lost
    ++errors;
  }
  co_return;
}

mini::task<> never_runs() {
  try {
    write();
  } catch (...) {
    save();
    // CHECK: [[#@LINE-1]]:5: warning: the task of 'save' is not awaited, so it never runs
    // CHECK: [[#@LINE-2]]:5: note: it can be awaited behind the handler
  }
  co_return;
}

mini::task<> behind_the_handler() {
  try {
    write();
  } catch (...) {
  }
  show("done");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'show' is not awaited, so its error is lost
  co_return;
}
