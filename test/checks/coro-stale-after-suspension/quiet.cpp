// RUN: %lint %s
// What cannot run meanwhile, and those who agree on who goes first.
#include <atomic>
#include <boost/asio.hpp>
#include <cppcoro/async_mutex.hpp>
#include <map>
#include <mini/coro.h>
#include <string>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
void use(const std::string &s);

class OnlyAtFirst {
  std::vector<std::string> routes;

public:
  explicit OnlyAtFirst(std::vector<std::string> given) {
    routes = std::move(given);
    drop_empty();
  }
  ~OnlyAtFirst() { routes.clear(); }
  mini::task<void> all() {
    for (const std::string &route : routes) {
      co_await tick{};
      use(route);
    }
  }
  // Much is put in place before anybody runs.
  void add(std::string route) { routes.push_back(std::move(route)); }

private:
  void drop_empty() {
    std::erase_if(routes, [](const std::string &r) { return r.empty(); });
  }
};

class OneAfterTheOther {
  std::map<int, std::string> jobs;
  mini::task<void> works() {
    for (auto &[id, job] : jobs) {
      co_await tick{};
      use(job);
    }
  }
  mini::task<void> forgets(int id) {
    co_await tick{};
    jobs.erase(id);
  }

public:
  mini::task<void> run() {
    co_await works();
    co_await forgets(1);
    jobs.clear();
  }
};

class Flagged {
  std::map<int, std::string> jobs;
  bool stopped = false;
  bool busy = false;
  std::atomic<bool> closing = false;

public:
  mini::task<void> looks_at_it(int id) {
    auto it = jobs.find(id);
    co_await tick{};
    if (stopped)
      co_return;
    use(it->second);
  }
  void stop() {
    stopped = true;
    jobs.clear();
  }
};

class Busy {
  std::map<int, std::string> jobs;
  bool busy = false;

public:
  mini::task<void> works() {
    busy = true;
    for (auto &[id, job] : jobs) {
      co_await tick{};
      use(job);
    }
    busy = false;
  }
  void forget(int id) {
    if (!busy)
      jobs.erase(id);
  }
};

class Closing {
  std::map<int, std::string> jobs;
  std::atomic<bool> closed = false;
  bool is_closed() const { return closed; }

public:
  mini::task<void> works() {
    for (auto &[id, job] : jobs) {
      co_await tick{};
      if (is_closed())
        break;
      use(job);
    }
  }
  void close() {
    closed.store(true);
    jobs.clear();
  }
};

class Locked {
  std::map<int, std::string> jobs;
  cppcoro::async_mutex mutex;

public:
  mini::task<void> works() {
    auto lock = co_await mutex.scoped_lock_async();
    for (auto &[id, job] : jobs)
      co_await tick{};
  }
  mini::task<void> works_by_hand(int id) {
    co_await mutex.lock_async();
    auto &job = jobs[id];
    co_await tick{};
    use(job);
    mutex.unlock();
  }
  mini::task<void> forget(int id) {
    auto lock = co_await mutex.scoped_lock_async();
    jobs.erase(id);
  }
};

class Snapshots {
  std::map<int, std::string> jobs;
  std::vector<std::string> waiting;

public:
  mini::task<void> of_a_copy() {
    auto all = jobs;
    for (auto &[id, job] : all)
      co_await tick{};
  }
  mini::task<void> of_what_was_there() {
    for (auto &job : std::exchange(waiting, {}))
      co_await tick{};
  }
  mini::task<void> of_what_was_moved() {
    std::vector<std::string> mine = std::move(waiting);
    for (auto &job : mine)
      co_await tick{};
  }
  mini::task<void> of_what_was_swapped() {
    std::vector<std::string> mine;
    mine.swap(waiting);
    for (auto &job : mine)
      co_await tick{};
  }
  mini::task<void> by_key() {
    while (!jobs.empty()) {
      auto it = jobs.begin();
      std::string job = it->second;
      jobs.erase(it);
      co_await tick{};
      use(job);
    }
  }
  mini::task<void> one_or_the_other(int id, bool is_new) {
    auto it = jobs.find(id);
    if (is_new)
      co_await tick{};
    if (!is_new)
      use(it->second);
  }
  void forget(int id) {
    jobs.erase(id);
    std::erase(waiting, std::to_string(id));
  }
};

// Another container of the class.
class Others {
  std::map<int, std::string> jobs, done;

public:
  mini::task<void> works() {
    for (auto &[id, job] : jobs)
      co_await tick{};
  }
  void forget(int id) { done.erase(id); }
};

// Nobody else has it.
mini::task<void> has_its_own() {
  struct State {
    std::map<int, std::string> jobs;
    void forget(int id) { jobs.erase(id); }
  } state;
  for (auto &[id, job] : state.jobs)
    co_await tick{};
  state.forget(1);
}

// Constant, so nobody changes it.
class Constant {
  const std::map<int, std::string> jobs;

public:
  mini::task<void> works() {
    for (auto &[id, job] : jobs)
      co_await tick{};
  }
};

// Only this file calls them, and it does so one after the other.
mini::task<void> in_turn(Snapshots &of, OneAfterTheOther &runs) {
  co_await of.of_a_copy();
  of.forget(1);
  co_await runs.run();
}

// The lock and the flag are further up.
class LockedAbove {
  std::map<int, std::string> jobs;
  cppcoro::async_mutex mutex;
  bool stopped = false;
  void drop_all() { jobs.clear(); }

public:
  mini::task<void> works(int id) {
    auto lock = co_await mutex.scoped_lock_async();
    auto &job = jobs[id];
    co_await tick{};
    use(job);
  }
  mini::task<void> forget_all() {
    auto lock = co_await mutex.scoped_lock_async();
    drop_all();
  }
};
