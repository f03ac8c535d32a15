// What only asks about a file is answered from memory, as a rule: a hint.
// RUN: %lint %s
// RUN: %corolint --no-cache --fail-on=never --format=concise %s -- -std=c++20 -I%S/../../Inputs/lib | FileCheck --check-prefix=LEVEL %s
#include <filesystem>
#include <fstream>
#include <mini/coro.h>
#include <sys/stat.h>

mini::task<bool> asks(const char *name) {
  struct stat what;
  (void)::stat(name, &what);
  // CHECK: [[#@LINE-1]]:9: remark: the call of 'stat' blocks the coroutine's thread
  // LEVEL: :[[#@LINE-2]]:9: hint: the call of 'stat' blocks
  co_return std::filesystem::exists(name);
  // CHECK: [[#@LINE-1]]:13: remark: the call of 'exists' blocks the coroutine's thread
  // LEVEL: :[[#@LINE-2]]:13: hint: the call of 'exists' blocks
}

static void reads_what_is_there(const char *name) {
  if (std::filesystem::file_size(name) == 0)
    return;
  std::ifstream in(name);
}

// The louder of two is told.
mini::task<> asks_and_reads(const char *name) {
  reads_what_is_there(name);
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'reads_what_is_there' blocks the coroutine's thread: it comes to the construction of 'ifstream'
  // CHECK: [[#@LINE-7]]:17: note: in 'reads_what_is_there': the construction of 'ifstream'
  // LEVEL: :[[#@LINE-3]]:3: note: the call of 'reads_what_is_there' blocks
  co_return;
}

// What the system makes up, and devices: no disk is behind them.
int resident() {
  std::ifstream status("/proc/self/status");
  return status.get();
}
mini::task<int> asks_the_system() {
  std::ifstream random("/dev/urandom", std::ios::binary);
  std::ifstream wide(std::filesystem::path(u"/proc/meminfo"));
  std::ifstream in;
  in.open("/sys/class/net/lo/mtu");
  co_return resident() + random.get();
}
mini::task<int> asks_the_disk() {
  std::ifstream wide(std::filesystem::path(u"/etc/passwd"));
  // CHECK: [[#@LINE-1]]:17: remark: the construction of 'ifstream' blocks the coroutine's thread
  std::ifstream in;
  in.open("/etc/hosts");
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'open' blocks the coroutine's thread
  co_return in.get();
}
