// RUN: %lint %s
// What an algorithm is given to call, it calls here and now.
#include <algorithm>
#include <mini/task.h>
#include <mutex>
#include <numeric>
#include <unistd.h>
#include <vector>

static bool slow(int) {
  ::sleep(1);
  return true;
}

mini::task<> looks(std::vector<int> all, std::once_flag &once) {
  std::stable_sort(all.begin(), all.end(), [](int a, int b) {
    ::sleep(1);
    return a < b;
  });
  // CHECK: [[#@LINE-4]]:3: warning: the call of 'stable_sort' blocks the coroutine's thread: it comes to the call of 'sleep'
  std::erase_if(all, slow);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'erase_if' blocks the coroutine's thread: it comes to the call of 'sleep'
  std::ranges::transform(all, all.begin(), [](int n) {
    ::sleep(n);
    return n;
  });
  // CHECK: [[#@LINE-4]]:3: warning: the call of 'transform' blocks the coroutine's thread
  std::call_once(once, [] { ::sleep(1); });
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'call_once' blocks the coroutine's thread
  std::sort(all.begin(), all.end(), [](int a, int b) { return a < b; });
  auto kept = [](int n) { return slow(n); };
  (void)kept;
  co_return;
}
