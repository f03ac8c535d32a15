// RUN: %lint %s
// Lazy tasks, each awaited through an awaiter that is made of it alone.
#include <mini/task.h>
#include <optional>
#include <utility>
#include <vector>

template <class T> struct caught {
  mini::task<T> task;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::optional<T> await_resume() noexcept;
};

template <class T> struct limited {
  limited(mini::task<T> &&task, int seconds);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

mini::task<std::vector<std::optional<int>>>
all_caught(std::vector<mini::task<int>> tasks) {
  std::vector<std::optional<int>> results;
  for (auto &task : tasks)
    results.push_back(co_await caught<int>{std::move(task)});
  // CHECK: [[#@LINE-1]]:23: remark: the tasks are awaited one after another, so each starts only when the one before is done
  co_return results;
}

// More than the task goes in: what it does with that is not known.
mini::task<std::vector<int>> all_limited(std::vector<mini::task<int>> tasks) {
  std::vector<int> results;
  for (auto &task : tasks)
    results.push_back(co_await limited<int>(std::move(task), 1));
  co_return results;
}
