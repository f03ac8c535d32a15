// A function of one's own that starts the task which it is given.
// RUN: %lint %s
#include <boost/asio.hpp>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

std::string make();
asio::awaitable<void> talk(const std::string &name);

void start(asio::any_io_executor on, asio::awaitable<void> task) {
  asio::co_spawn(on, std::move(task), asio::detached);
}
void start_moved(asio::any_io_executor on, asio::awaitable<void> &&task) {
  asio::co_spawn(on, std::move(task), asio::detached);
}
template <class T> void start_any(asio::any_io_executor on, T &&task) {
  asio::co_spawn(on, std::forward<T>(task), asio::detached);
}
void start_by_another(asio::any_io_executor on, asio::awaitable<void> task) {
  start(on, std::move(task));
}
class Crew {
  asio::io_context &io;
  std::vector<asio::awaitable<void>> members;
  int active = 0;

public:
  void begin(asio::awaitable<void> task) {
    ++active;
    asio::co_spawn(io, std::move(task), [this](std::exception_ptr) { --active; });
  }
  void begin_unless(bool closed, asio::awaitable<void> task) {
    if (closed)
      return;
    asio::co_spawn(io, std::move(task), asio::detached);
  }
  void keep(asio::awaitable<void> task) { members.push_back(std::move(task)); }
  void see_through(asio::awaitable<void> task) {
    asio::co_spawn(io, std::move(task), asio::detached);
    io.run();
  }
  void see_off();
};

void by_value(asio::any_io_executor on) {
  std::string name = make();
  start(on, talk(name));
  // CHECK: [[#@LINE-1]]:18: warning: 'name' is gone when the task of 'talk' uses it: the task runs on [coro-dangling-argument]
}
void moved(asio::any_io_executor on) {
  std::string name = make();
  start_moved(on, talk(name));
  // CHECK: [[#@LINE-1]]:24: warning: 'name' is gone when the task of 'talk' uses it: the task runs on
}
void by_a_template(asio::any_io_executor on) {
  start_any(on, talk(make()));
  // CHECK: [[#@LINE-1]]:22: warning: this temporary is gone when the task of 'talk' uses it: the task runs on
}
void by_two(asio::any_io_executor on) {
  start_by_another(on, talk("name"));
  // CHECK: [[#@LINE-1]]:29: warning: this temporary is gone when the task of 'talk' uses it: the task runs on
}
void by_a_member(Crew &crew) {
  std::string name = make();
  crew.begin(talk(name));
  // CHECK: [[#@LINE-1]]:19: warning: 'name' is gone when the task of 'talk' uses it: the task runs on
  crew.begin_unless(false, talk(name));
  // CHECK: [[#@LINE-1]]:33: warning: 'name' is gone when the task of 'talk' uses it: the task runs on
}

// --- what waits, or keeps the task

void sees_it_through(Crew &crew) {
  std::string name = make();
  crew.see_through(talk(name));
}
void sees_it_off(Crew &crew) {
  std::string name = make();
  crew.begin(talk(name));
  crew.see_off();
}
void kept(Crew &crew) {
  std::string name = make();
  crew.keep(talk(name));
}
void start_elsewhere(asio::any_io_executor on, asio::awaitable<void> task);
void elsewhere(asio::any_io_executor on) { start_elsewhere(on, talk(make())); }
asio::awaitable<void> done_in_place(asio::any_io_executor on, asio::awaitable<void> task) {
  co_await asio::co_spawn(on, std::move(task), asio::use_awaitable);
}
asio::awaitable<void> awaits_it(asio::any_io_executor on) {
  co_await done_in_place(on, talk(make()));
}
