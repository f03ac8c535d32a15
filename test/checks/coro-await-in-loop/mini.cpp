// RUN: %lint %s
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <mini/coro.h>
#include <optional>
#include <string>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

struct Node {
  int id = 0;
  bool over = false;
  mini::task<> stop();
  mini::task<std::string> name() const;
};
mini::task<std::string> fetch(const std::string &url);
mini::task<int> load(int id);
mini::task<> play(Node &node) {
  co_await tick{};
  node.over = true;
}
void log_line(const std::string &text);

mini::task<> each_element(std::vector<Node> &nodes) {
  for (Node &node : nodes)
    co_await play(node);
  // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element, but starts only when the one before is done [coro-await-in-loop]
  // CHECK-NEXT: [[#@LINE-2]]:5: note: 'mini::when_all' awaits a range of tasks at once; if there can be many, await a limited number at a time; on an error, the others run
}
mini::task<> a_member_of_each(std::vector<std::unique_ptr<Node>> &nodes) {
  for (const auto &node : nodes) {
    co_await node->stop();
    // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
    std::cout << node->id << " is down\n";
  }
}
mini::task<> a_queue_is_drained(std::deque<std::unique_ptr<Node>> &nodes) {
  while (!nodes.empty()) {
    co_await nodes.front()->stop();
    // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
    nodes.pop_front();
  }
}
mini::task<> by_number(std::vector<Node> &nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    co_await nodes[i].stop();
  // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
}
mini::task<> by_iterator(std::map<int, Node> &nodes) {
  for (auto it = nodes.begin(); it != nodes.end(); ++it)
    co_await it->second.stop();
  // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
}
mini::task<> by_key_and_value(std::map<int, Node> &nodes) {
  for (auto &[id, node] : nodes)
    co_await node.stop();
  // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
}
mini::task<> while_an_iterator_goes_on(std::vector<Node> &nodes) {
  auto it = nodes.begin();
  while (it != nodes.end()) {
    co_await it->stop();
    // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
    ++it;
  }
}

mini::task<std::vector<std::string>> results_in_order(const std::vector<std::string> &urls) {
  std::vector<std::string> pages;
  pages.reserve(urls.size());
  for (const std::string &url : urls)
    pages.push_back(co_await fetch(url));
  // CHECK: [[#@LINE-1]]:21: remark: each iteration works on its own element
  co_return pages;
}
mini::task<int> a_sum(std::vector<int> ids) {
  int sum = 0;
  for (int id : ids)
    sum += co_await load(id);
  // CHECK: [[#@LINE-1]]:12: remark: each iteration works on its own element
  co_return sum;
}
mini::task<std::map<int, int>> results_by_key(std::vector<int> ids) {
  std::map<int, int> all;
  for (int id : ids)
    all[id] = co_await load(id);
  // CHECK: [[#@LINE-1]]:15: remark: each iteration works on its own element
  co_return all;
}
mini::task<> results_in_the_elements(std::vector<Node> &nodes) {
  for (auto &node : nodes) {
    const int got = co_await load(node.id);
    // CHECK: [[#@LINE-1]]:21: remark: each iteration works on its own element
    if (got == 0)
      continue;
    node.over = co_await load(got) > 0;
  }
}
mini::task<int> errors_stay_in_the_iteration(std::vector<Node> &nodes) {
  int failed = 0;
  bool any = false;
  for (auto &node : nodes) {
    try {
      co_await node.stop();
      // CHECK: [[#@LINE-1]]:7: remark: each iteration works on its own element
    } catch (const std::exception &error) {
      log_line(error.what());
      ++failed;
      any = true;
    }
  }
  co_return any ? failed : 0;
}

// Made before, and still they run one after another.
mini::task<> tasks_in_a_container(std::vector<mini::task<>> &all) {
  for (auto &task : all)
    co_await task;
  // CHECK: [[#@LINE-1]]:5: remark: the tasks are awaited one after another, so each starts only when the one before is done
}

struct Fleet {
  std::vector<Node> nodes;
  int stopped = 0;
  mini::task<> stop() {
    for (auto &node : nodes) {
      co_await node.stop();
      // CHECK: [[#@LINE-1]]:7: remark: each iteration works on its own element
      ++stopped;
    }
  }
};
mini::task<> the_inner_loop(std::vector<std::vector<Node>> &fleets) {
  for (auto &fleet : fleets)
    for (auto &node : fleet)
      co_await node.stop();
  // CHECK: [[#@LINE-1]]:7: remark: each iteration works on its own element
}
struct Request {
  std::string url;
};
mini::task<std::string> answer(Request request);
mini::task<> by_way_of_a_local(const std::vector<std::string> &urls) {
  for (const auto &url : urls) {
    Request request{url};
    co_await answer(std::move(request));
    // CHECK: [[#@LINE-1]]:5: remark: each iteration works on its own element
  }
}
