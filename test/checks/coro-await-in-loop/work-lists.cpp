// RUN: %lint %s
// A list of work that is drained and added to: what is there could be done at
// once.
#include <mini/task.h>
#include <queue>
#include <string>
#include <utility>
#include <vector>

mini::task<std::vector<std::string>> list(std::string folder);
mini::task<> visit(std::string folder, std::vector<std::string> &todo);
mini::task<> show(std::string folder, const std::vector<std::string> &rest);

mini::task<> adds_what_it_found(std::string root) {
  std::vector<std::string> todo = {root};
  while (!todo.empty()) {
    auto folder = std::move(todo.back());
    todo.pop_back();
    auto more = co_await list(folder);
    // CHECK: [[#@LINE-1]]:17: remark: the work in 'todo' is done one piece after another, though it does not wait for each other
    todo.insert(todo.end(), more.begin(), more.end());
  }
}

mini::task<> the_work_adds_to_it(std::string root) {
  std::vector<std::string> todo = {root};
  while (todo.size() > 0) {
    auto folder = todo.back();
    todo.pop_back();
    co_await visit(folder, todo);
    // CHECK: [[#@LINE-1]]:5: remark: the work in 'todo' is done one piece after another
  }
}

struct walk {
  std::vector<std::string> left;
  mini::task<> run() {
    while (!left.empty()) {
      std::string folder = left.back();
      left.pop_back();
      auto more = co_await list(std::move(folder));
      // CHECK: [[#@LINE-1]]:19: remark: the work in 'left' is done one piece after another
      for (auto &one : more)
        left.push_back(one);
    }
  }
};

// The nearest first: each answer says what the next question is.
mini::task<> in_order(std::priority_queue<std::string> open) {
  while (!open.empty()) {
    auto next = open.top();
    open.pop();
    auto more = co_await list(next);
    for (auto &one : more)
      open.push(one);
  }
}

// It ends at the first that will do.
mini::task<std::string> looks_for_one(std::vector<std::string> todo) {
  while (!todo.empty()) {
    auto folder = todo.back();
    todo.pop_back();
    auto more = co_await list(folder);
    if (more.empty())
      co_return folder;
    todo.insert(todo.end(), more.begin(), more.end());
  }
  co_return "";
}

// Each waits for the result of the one before.
mini::task<> follows_a_chain(std::vector<std::string> path) {
  while (!path.empty()) {
    auto more = co_await list("root");
    path.push_back(more.front());
  }
}
