// RUN: %lint %s
// Branches that a coroutine does not take: those of other threads, and those
// that a constant argument rules out.
#include <mini/task.h>
#include <thread>
#include <unistd.h>

struct loop {
  std::thread::id own;
  bool is_mine() const { return std::this_thread::get_id() == own; }

  void run_elsewhere() {
    if (std::this_thread::get_id() == own)
      return;
    ::sleep(1);
  }
  void run_either() {
    if (own != std::this_thread::get_id())
      ::sleep(1);
    else
      ::sleep(2);
  }
};

mini::task<> asks_for_the_thread(loop &of) {
  of.run_elsewhere();
  of.run_either();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_either' blocks the coroutine's thread
  // CHECK-NEXT: 21:7: note: in 'run_either': the call of 'sleep'
  if (!(std::this_thread::get_id() == of.own))
    ::sleep(3);
  co_return;
}

static void collect(bool wait, int n) {
  if (wait && n > 0)
    ::sleep(n);
}
static void flush(int n, bool later = true) {
  if (!later) {
    ::sleep(n);
    return;
  }
}
static void always(bool quiet) {
  if (!quiet)
    (void)quiet;
  ::sleep(1);
}
struct writer {
  explicit writer(bool open) {
    if (open)
      ::sleep(1);
  }
};

mini::task<> says_which(bool given) {
  collect(false, 1);
  collect(true, 1);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'collect' blocks the coroutine's thread
  collect(given, 1);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'collect' blocks the coroutine's thread
  flush(1);
  flush(1, false);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'flush' blocks the coroutine's thread
  always(true);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'always' blocks the coroutine's thread
  writer closed(false);
  writer open(true);
  // CHECK: [[#@LINE-1]]:10: warning: the construction of 'writer' blocks the coroutine's thread
  co_return;
}
