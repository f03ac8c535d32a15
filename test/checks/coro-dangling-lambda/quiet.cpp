// RUN: %lint %s
// Closures that look as if they ended too early.
#include <functional>
#include <map>
#include <mini/coro.h>
#include <string>
#include <utility>
#include <variant>
#include <vector>

mini::task<int> load(int id);
mini::eager<int> ready(int id);
void show(const std::string &name);

// --- awaited in a larger full-expression

mini::task<int> in_a_sum(int id) {
  int sum = 1 + co_await [&]() -> mini::task<int> { co_return id + co_await load(id); }();
  if (co_await [id]() -> mini::task<bool> { co_return co_await load(id) > id; }())
    co_return sum;
  co_return 0;
}
mini::task<int> gathered(int id) {
  auto [a, b] = co_await mini::when_all([&]() -> mini::task<int> { co_return co_await load(id); }(), load(1));
  co_return a + b;
}

// --- nothing is read later

inline constexpr int limit = 3;
static int total;

void only_globals() {
  const int step = 2;
  [&]() -> mini::fire_and_forget {
    co_await ready(step);
    total += limit;
  }();
}
void read_on_a_way_that_ends(std::string name) {
  [name](int k) -> mini::fire_and_forget {
    if (k > 3) {
      show(name);
      co_return;
    }
    co_await ready(k);
  }(1);
}
void never_suspended(std::string name) {
  [name]() -> mini::fire_and_forget {
    co_await std::suspend_never();
    show(name);
    co_return;
  }();
}

// --- closures that live on

class Server {
  int count = 0;
  std::function<mini::task<int>(int)> step = [this](int id) -> mini::task<int> {
    co_return count + co_await load(id);
  };
  std::map<std::string, std::function<mini::task<int>()>> routes;

public:
  mini::task<int> run() { co_return co_await step(1); }
  void add(std::string path) {
    routes[path] = [path]() -> mini::task<int> { co_return co_await load(1) + static_cast<int>(path.size()); };
  }
};

int of_the_program(int id) {
  static auto one = [id]() -> mini::task<int> { co_return co_await load(id); };
  return mini::sync_wait(one());
}
mini::task<int> made_by_one_that_lives_on(int id) {
  static const auto one = [id]() -> mini::task<int> { co_return co_await load(id); };
  return one();
}

// The task and the closure go the same way.
struct Job {
  std::function<mini::task<int>()> run;
};
Job kept_together(int id) {
  return {[id]() -> mini::task<int> { co_return co_await load(id); }};
}
auto factory(int id) {
  return [id]() -> mini::task<int> { co_return co_await load(id); };
}

// --- nobody knows who keeps it

void on(std::string path, std::function<mini::task<int>()> run);
mini::task<int> with_retries(std::function<mini::task<int>()> run);

mini::task<int> declared_only(int id) {
  on("/", [id]() -> mini::task<int> { co_return co_await load(id); });
  return with_retries([id]() -> mini::task<int> { co_return co_await load(id); });
}

class Handlers {
  std::vector<std::function<mini::task<int>()>> all;

public:
  template <class F> void add(F f) { all.push_back(std::move(f)); }
};
void kept_by_an_object(Handlers &handlers, int id) {
  handlers.add([id]() -> mini::task<int> { co_return co_await load(id); });
}

// --- chosen, and awaited at once

mini::task<int> visited(std::variant<int, std::string> value, int bias) {
  co_return co_await std::visit([&](const auto &) -> mini::task<int> { co_return bias + co_await load(1); }, value);
}

// --- a function that waits before its locals end

void posted(mini::event_loop &loop, std::string name) {
  auto greet = [&]() -> mini::fire_and_forget {
    co_await ready(1);
    show(name);
  };
  greet();
  loop.run();
}
mini::task<> with_a_signal(std::string name, mini::task<> &done) {
  auto greet = [&]() -> mini::fire_and_forget {
    co_await ready(1);
    show(name);
  };
  greet();
  co_await done;
}
int main() {
  int base = 1;
  auto one = [&]() -> mini::fire_and_forget {
    co_await ready(1);
    base = 2;
  };
  one();
  return base;
}

// Of an object without members nothing is read.
mini::task<int> calls_an_empty_one() {
  auto inner = []() -> mini::task<int> { co_return 1; };
  auto job = [inner]() -> mini::task<int> { co_return co_await inner(); }();
  co_return co_await job;
}
