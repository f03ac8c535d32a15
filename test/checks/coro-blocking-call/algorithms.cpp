// RUN: %lint %s
// What an algorithm is given to call, it calls here and now.
#include <algorithm>
#include <future>
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

// Half of it on another thread, the other half here: that computes, and what it
// waits for is as busy.
static void sort_in_parallel(int *begin, int *end);
static void sort_in_parallel(int *begin, int *end) {
  if (end - begin < 1000)
    return std::sort(begin, end);
  int *middle = begin + (end - begin) / 2;
  auto half = std::async(std::launch::async, [=] { sort_in_parallel(begin, middle); });
  sort_in_parallel(middle, end);
  half.wait();
  std::inplace_merge(begin, middle, end);
}
template <class It> void sort_any_in_parallel(It begin, It end) {
  if (end - begin < 1000)
    return std::sort(begin, end);
  It middle = begin + (end - begin) / 2;
  std::future<void> half =
      std::async(std::launch::async, sort_any_in_parallel<It>, begin, middle);
  sort_any_in_parallel(middle, end);
  half.get();
  std::inplace_merge(begin, middle, end);
}
static void work(int *begin, int *end);
static void starts_another(int *begin, int *end) {
  auto half = std::async(std::launch::async, work, begin, end);
  half.wait();
}
mini::task<> sorts(std::vector<int> all) {
  sort_in_parallel(all.data(), all.data() + all.size());
  // CHECK: [[#@LINE-1]]:3: remark: {{.*}} it comes to the call of 'wait', which computes with more than one core until it is done
  sort_any_in_parallel(all.begin(), all.end());
  // CHECK: [[#@LINE-1]]:3: remark: {{.*}} it comes to the call of 'get', which computes with more than one core
  starts_another(all.data(), all.data() + all.size());
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'starts_another' blocks the coroutine's thread
  co_return;
}
