// RUN: %lint %s
// What happens once in a program: files and computations are no trouble, a long
// wait is.
#include <fstream>
#include <mini/task.h>
#include <mutex>
#include <string>
#include <unistd.h>

struct settings {
  settings() { std::ifstream in("settings.ini"); }
};
settings &the_settings() {
  static settings one;
  return one;
}
int connect_slowly() {
  sleep(2);
  return 1;
}
int the_connection() {
  static int one = connect_slowly();
  return one;
}
void read_a_file() { std::ifstream in("table"); }

mini::task<> reads_once() {
  the_settings();
  static std::ifstream own("own.ini");
  static std::once_flag flag;
  // NOLINTNEXTLINE(coro-lock-across-suspension): it is about what is called.
  std::call_once(flag, [] { std::ifstream in("flag"); });
  co_return;
}
mini::task<> reads_each_time() {
  read_a_file();
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'read_a_file' blocks the coroutine's thread
  co_return;
}
mini::task<> waits_once() {
  the_connection();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'the_connection' blocks the coroutine's thread: it comes to the call of 'sleep'
  co_return;
}
