// RUN: %lint %s
// What only lets others run in between is work for one core: started at the same
// time it takes as long.
#include <mini/task.h>
#include <vector>

struct turn {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
turn maybe_yield();
turn readable(int file);

struct part {
  std::vector<int> rows;
};

mini::task<long> add(const part &one) {
  long sum = 0;
  for (int row : one.rows) {
    sum += row;
    co_await maybe_yield();
  }
  co_return sum;
}
mini::task<long> add_below(const part &one) { co_return co_await add(one); }
mini::task<long> add_gently(const part &one);

mini::task<long> read(int file) {
  co_await readable(file);
  co_return file;
}
mini::task<long> count(int file) { co_return co_await read(file); }

mini::task<long> computes(std::vector<part> parts, std::vector<int> files) {
  std::vector<long> sums;
  for (const part &one : parts)
    sums.push_back(co_await add(one));
  for (const part &one : parts)
    sums.push_back(co_await add_below(one));
  for (const part &one : parts)
    sums.push_back(co_await add_gently(one));
  for (int file : files)
    sums.push_back(co_await count(file));
  // CHECK: [[#@LINE-1]]:20: remark: each iteration works on its own element
  co_return sums.size();
}
