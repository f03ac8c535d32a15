// What is reported reads freed memory when it runs, and its silent twin does not.
// RUN: %lint %s
// RUN: g++ -std=c++20 -fsanitize=address -isystem %lib %s -o %t
// RUN: %python %S/Inputs/each_faults.py %t | FileCheck %s --check-prefix=RAN
// RAN: 15 fault, 15 do not, 0 otherwise than said
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

mini::event_loop loop;
int sink = 0;

struct tick {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { loop.post(waiting); }
  void await_resume() {}
};
std::string read() { return "a text that is too long to stand in the object itself"; }
void use(std::string_view text) { sink += text.back(); }
/// Until all is done.
void finish(mini::task<int> job) {
  [](mini::task<int> job) -> mini::fire_and_forget { sink += co_await job; }(std::move(job));
  loop.run();
}

mini::task<int> length(const std::string &of) {
  co_await tick{};
  co_return static_cast<int>(std::strlen(of.c_str()));
}
mini::task<int> first(std::string_view of) {
  co_await tick{};
  co_return of.front();
}
mini::task<int> value(const int *at) {
  co_await tick{};
  co_return *at;
}
mini::eager<int> begun(const std::string &of) {
  co_await tick{};
  co_return static_cast<int>(std::strlen(of.c_str()));
}

// --- what is lent

mini::task<int> temporary() {
  auto job = length(read());
  // CHECK: [[#@LINE-1]]:21: warning: this temporary is gone
  co_return co_await job;
}
mini::task<int> named() {
  auto text = read();
  auto job = length(text);
  co_return co_await job;
}
mini::task<int> view() {
  auto job = first(read());
  // CHECK: [[#@LINE-1]]:20: warning: this temporary is gone
  co_return co_await job;
}
mini::task<int> view_in_one_expression() { co_return co_await first(read()); }
mini::task<int> local() {
  std::string text = read();
  return length(text);
  // CHECK: [[#@LINE-1]]:17: warning: 'text' is gone
}
mini::task<int> local_awaited() {
  std::string text = read();
  co_return co_await length(text);
}
mini::task<int> parameter(std::string text) {
  return length(text);
  // CHECK: [[#@LINE-1]]:17: warning: 'text' is gone
}
mini::task<int> parameter_of_a_coroutine(std::string text) { co_return co_await length(text); }
mini::task<int> address() {
  int here = 3;
  return value(&here);
  // CHECK: [[#@LINE-1]]:16: warning: 'here' is gone
}
mini::task<int> address_awaited() {
  int here = 3;
  co_return co_await value(&here);
}
void left_alone() {
  std::string text = read();
  (void)begun(text);
  // CHECK: [[#@LINE-1]]:15: warning: 'text' is gone
}
void left_alone_until_done() {
  std::string text = read();
  (void)begun(text);
  loop.run();
}
mini::task<int> of_a_block() {
  std::vector<mini::task<int>> all;
  {
    std::string text = read();
    all.push_back(length(text));
    // CHECK: [[#@LINE-1]]:26: warning: 'text' is gone
  }
  co_return co_await all.back();
}
mini::task<int> of_the_same_block() {
  std::string text = read();
  std::vector<mini::task<int>> all;
  all.push_back(length(text));
  co_return co_await all.back();
}

// --- objects and closures

struct Counter {
  std::string text = read();
  mini::task<int> next() {
    co_await tick{};
    co_return static_cast<int>(text.find("text"));
  }
};
mini::task<int> temporary_object() {
  auto job = Counter{}.next();
  // CHECK: [[#@LINE-1]]:14: warning: this object is gone
  co_return co_await job;
}
mini::task<int> named_object() {
  Counter counter;
  auto job = counter.next();
  co_return co_await job;
}
void closure() {
  [text = read()]() -> mini::fire_and_forget {
    // CHECK: [[#@LINE-1]]:3: warning: 'text' is read after its closure is gone
    co_await tick{};
    use(text);
  }();
}
void without_captures() {
  [](std::string text) -> mini::fire_and_forget {
    co_await tick{};
    use(text);
  }(read());
}
mini::task<int> closure_of_a_task(std::string text) {
  return [text]() -> mini::task<int> { co_return co_await length(text); }();
  // CHECK: [[#@LINE-1]]:10: warning: 'text' is read after its closure is gone
}
mini::task<int> closure_awaited(std::string text) {
  auto job = [text]() -> mini::task<int> { co_return co_await length(text); };
  co_return co_await job();
}
struct Session : std::enable_shared_from_this<Session> {
  std::string text = read();
  mini::fire_and_forget runs_on() {
    co_await tick{};
    use(text);
  }
  mini::fire_and_forget runs_on_and_is_kept() {
    auto self = shared_from_this();
    co_await tick{};
    use(text);
  }
  void start() { runs_on(); }
  // CHECK: [[#@LINE-1]]:18: remark: the object may be gone
  void start_and_keep() { runs_on_and_is_kept(); }
};

// --- what others change

struct Rooms {
  std::map<int, std::string> rooms{{1, read()}};
  std::vector<std::string> names{read(), read()};
  void leave(int id) { rooms.erase(id); }
  mini::fire_and_forget enter() {
    co_await tick{};
    names.push_back(read());
  }
  mini::fire_and_forget by_iterator() {
    auto it = rooms.find(1);
    co_await tick{};
    use(it->second);
    // CHECK: [[#@LINE-1]]:9: remark: 'it' may be invalid
  }
  mini::fire_and_forget found_again() {
    co_await tick{};
    if (auto it = rooms.find(1); it != rooms.end())
      use(it->second);
  }
  mini::fire_and_forget by_reference() {
    auto &name = names.front();
    co_await tick{};
    use(name);
    // CHECK: [[#@LINE-1]]:9: remark: 'name' may be invalid
  }
  mini::fire_and_forget by_index() {
    co_await tick{};
    use(names[0]);
  }
  mini::fire_and_forget all() {
    for (auto &name : names) {
      // CHECK: [[#@LINE-1]]:23: remark: the loop over 'names' goes on with an iterator that may be invalid
      co_await tick{};
      sink += static_cast<int>(name.size());
    }
  }
  mini::fire_and_forget all_of_a_copy() {
    auto copy = names;
    for (auto &name : copy) {
      co_await tick{};
      sink += static_cast<int>(name.size());
    }
  }
  mini::fire_and_forget iterators() {
    auto at = names.begin();
    co_await tick{};
    use(*at);
    // CHECK: [[#@LINE-1]]:10: remark: 'at' may be invalid
  }
  mini::fire_and_forget iterators_anew() {
    co_await tick{};
    auto at = names.begin();
    use(*at);
  }
};
template <auto Begin> void meanwhile() {
  Rooms rooms;
  rooms.enter();
  (rooms.*Begin)();
  rooms.leave(1);
  loop.run();
}

struct Case {
  bool faults;
  const char *name;
  void (*run)();
};
const Case cases[] = {
    {true, "temporary", [] { finish(temporary()); }},
    {false, "named", [] { finish(named()); }},
    {true, "view", [] { finish(view()); }},
    {false, "view-in-one-expression", [] { finish(view_in_one_expression()); }},
    {true, "local", [] { finish(local()); }},
    {false, "local-awaited", [] { finish(local_awaited()); }},
    {true, "parameter", [] { auto job = parameter(read()); finish(std::move(job)); }},
    {false, "parameter-of-a-coroutine", [] { finish(parameter_of_a_coroutine(read())); }},
    {true, "address", [] { finish(address()); }},
    {false, "address-awaited", [] { finish(address_awaited()); }},
    {true, "left-alone", [] { left_alone(), loop.run(); }},
    {false, "left-alone-until-done", [] { left_alone_until_done(), loop.run(); }},
    {true, "of-a-block", [] { finish(of_a_block()); }},
    {false, "of-the-same-block", [] { finish(of_the_same_block()); }},
    {true, "temporary-object", [] { finish(temporary_object()); }},
    {false, "named-object", [] { finish(named_object()); }},
    {true, "closure", [] { closure(), loop.run(); }},
    {false, "without-captures", [] { without_captures(), loop.run(); }},
    {true, "closure-of-a-task", [] { finish(closure_of_a_task(read())); }},
    {false, "closure-awaited", [] { finish(closure_awaited(read())); }},
    {true, "session", [] { std::make_shared<Session>()->start(); loop.run(); }},
    {false, "kept-session", [] { std::make_shared<Session>()->start_and_keep(); loop.run(); }},
    {true, "by-iterator", meanwhile<&Rooms::by_iterator>},
    {false, "found-again", meanwhile<&Rooms::found_again>},
    {true, "by-reference", meanwhile<&Rooms::by_reference>},
    {false, "by-index", meanwhile<&Rooms::by_index>},
    {true, "all", meanwhile<&Rooms::all>},
    {false, "all-of-a-copy", meanwhile<&Rooms::all_of_a_copy>},
    {true, "iterators", meanwhile<&Rooms::iterators>},
    {false, "iterators-anew", meanwhile<&Rooms::iterators_anew>},
};
int main(int count, char **words) {
  for (const Case &one : cases)
    if (count < 2)
      std::printf("%s %s\n", one.faults ? "faults" : "fine", one.name);
    else if (!std::strcmp(one.name, words[1]))
      one.run();
  return sink == -1;
}
