// RUN: %lint %s
// Loops whose iterations have an order, or may have one.
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mini/coro.h>
#include <optional>
#include <queue>
#include <ranges>
#include <stdexcept>
#include <string>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

struct Node {
  int id = 0;
  mini::task<bool> start();
  mini::task<> stop();
  mini::task<> lock();
};
struct Service {
  mini::task<> start();
  mini::task<> stop();
};
struct Socket {
  mini::task<std::size_t> read_some(std::string &into);
  mini::task<> write(std::string text);
};
struct Database {
  mini::task<int> insert(const std::string &row);
};
mini::task<int> load(int id);
mini::task<> save(Database &into, const std::string &row);
mini::task<> save_shared(std::shared_ptr<Database> into, const std::string &row);
mini::task<std::optional<int>> page(int number);
mini::task<> sleep_for(int ms);
mini::task<> keep(Node &node);
void show(const std::string &text);
mini::eager<int> begin_loading(int id);

mini::task<> an_exit_that_depends_on_a_result(std::vector<Node> &nodes) {
  for (auto &node : nodes)
    if (!co_await node.start())
      break;
}
mini::task<bool> a_return_that_depends_on_a_result(std::vector<Node> &nodes) {
  for (auto &node : nodes)
    if (!co_await node.start())
      co_return false;
  co_return true;
}
mini::task<> an_error_that_depends_on_a_result(std::vector<int> ids) {
  for (int id : ids)
    if (co_await load(id) == 0)
      throw std::runtime_error("missing");
}
mini::task<int> the_next_needs_the_last(std::vector<int> ids) {
  int last = 0;
  for (int id : ids)
    last = co_await load(id + last);
  co_return last;
}
mini::task<int> a_sum_that_is_looked_at(std::vector<int> ids) {
  int sum = 0;
  for (int id : ids) {
    if (sum > 100)
      continue;
    sum += co_await load(id);
  }
  co_return sum;
}
mini::task<int> the_last_result(std::vector<int> ids) {
  int last = 0;
  for (int id : ids)
    last = co_await load(id);
  co_return last;
}

mini::task<> retried(int id) {
  for (int attempt = 0; attempt < 3; ++attempt)
    co_await load(id);
}
mini::task<> counted() {
  for (int n = 0; n < 3; ++n)
    co_await load(n);
}
mini::task<> counted_by_a_view() {
  for (int n : std::views::iota(0, 3))
    co_await load(n);
}
mini::task<int> paged() {
  int all = 0;
  for (int n = 0;; ++n) {
    auto got = co_await page(n);
    if (!got)
      break;
    all += *got;
  }
  co_return all;
}
mini::task<> polled(Node &node) {
  while (!co_await node.start())
    co_await sleep_for(10);
}
mini::task<> for_ever(Socket &socket) {
  std::string text;
  while (true)
    co_await socket.read_some(text);
}
mini::task<> paced(std::vector<Node> &nodes) {
  for (auto &node : nodes) {
    co_await node.stop();
    co_await sleep_for(10);
  }
}
mini::task<> in_the_order_of_locks(std::vector<Node> &nodes) {
  for (auto &node : nodes)
    co_await node.lock();
}

// What is shared by all iterations may not like to be called at once.
mini::task<> one_receiver(Database &database, const std::vector<std::string> &rows) {
  for (const auto &row : rows)
    co_await database.insert(row);
}
mini::task<> one_argument(Database &database, const std::vector<std::string> &rows) {
  for (const auto &row : rows)
    co_await save(database, row);
}
mini::task<> one_argument_by_pointer(std::shared_ptr<Database> database, const std::vector<std::string> &rows) {
  for (const auto &row : rows)
    co_await save_shared(database, row);
}
mini::task<> one_receiver_by_another_name(std::shared_ptr<Database> database, const std::vector<std::string> &rows) {
  for (const auto &row : rows) {
    Database &into = *database;
    co_await into.insert(row);
  }
}
struct Importer {
  mini::task<> import(const std::string &row);
  mini::task<> all(const std::vector<std::string> &rows) {
    for (const auto &row : rows)
      co_await import(row);
  }
};
mini::task<> pieces_to_one_peer(Socket &socket, std::vector<std::string> pieces) {
  for (auto &piece : pieces)
    co_await socket.write(piece);
}

// Their names say that they have an order.
mini::task<> services_start_in_order(std::vector<std::unique_ptr<Service>> &all) {
  for (auto &service : all)
    co_await service->start();
}
struct Application {
  std::vector<std::shared_ptr<Node>> modules;
  mini::task<> stop() {
    for (auto &m : modules)
      co_await m->stop();
  }
};
mini::task<> backwards(std::vector<Node> &nodes) {
  for (auto it = nodes.rbegin(); it != nodes.rend(); ++it)
    co_await it->stop();
}
mini::task<> backwards_by_a_view(std::vector<Node> &nodes) {
  for (auto &node : nodes | std::views::reverse)
    co_await node.stop();
}
mini::task<> migrations(std::vector<std::function<mini::task<>()>> &migrations) {
  for (auto &migration : migrations)
    co_await migration();
}
mini::task<> the_most_urgent_first(std::priority_queue<Node *> &nodes) {
  while (!nodes.empty()) {
    co_await nodes.top()->stop();
    nodes.pop();
  }
}

// Somebody's code is between them.
mini::task<> shown_in_order(std::vector<int> ids) {
  for (int id : ids)
    show(std::to_string(co_await load(id)));
}
mini::task<> handed_to_a_callback(std::vector<int> ids, std::function<void(int)> take) {
  for (int id : ids)
    take(co_await load(id));
}

mini::generator<int> numbers();
mini::task<> elements_that_come_one_by_one() {
  for (int id : numbers())
    co_await load(id);
}
mini::task<> already_running(std::vector<mini::eager<int>> &all) {
  for (auto &one : all)
    co_await one;
}
mini::task<> nothing_to_wait_for(std::vector<int> ids) {
  auto compute = [](int n) -> mini::task<int> { co_return n *n; };
  int sum = 0;
  for (int id : ids)
    sum += co_await compute(id);
}
mini::task<> gathered_in_groups(std::vector<std::vector<int>> groups) {
  for (auto &group : groups)
    co_await mini::when_all(load(group[0]), load(group[1]));
}
int total = 0;
mini::task<> count(int n) {
  co_await tick{};
  total += n;
}
mini::task<> each_writes_a_global(std::vector<int> ids) {
  for (int id : ids)
    co_await count(id);
}
mini::task<> the_container_changes(std::vector<Node> &nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    co_await keep(nodes[i]);
    nodes.push_back({});
  }
}

// Nothing of the element goes into it: it is the same each time (Seastar's
// metrics_perf measures so).
struct Sink {
  int bytes = 0;
};
mini::task<int> write_to(Sink &sink, const std::string &text);
mini::task<int> measured(const std::string &text, const std::vector<int> &rounds) {
  int bytes = 0;
  for ([[maybe_unused]] int round : rounds) {
    Sink sink;
    bytes += co_await write_to(sink, text);
  }
  co_return bytes;
}
