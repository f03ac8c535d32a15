// What follows a task that is left alone, and has nothing to do with it.
// RUN: %lint %s
#include <boost/asio.hpp>
#include <chrono>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

mini::eager<int> tick();
std::string make();
void show(std::string_view text);
void print_often(const char *text, int times);
int counted();
void turn_the_crank();
mini::fire_and_forget fire(const std::string &text) {
  co_await tick();
  show(text);
}
asio::awaitable<void> talk(std::string &name);

struct Tally {
  int calls = 0;
  void add() { ++calls; }
  void report();
  int total() const;
};
struct Window {
  asio::io_context &io;
  bool busy = false;
  Window *next = nullptr;
  void paint();
  void mark(std::string_view why) { busy = !why.empty(); }
  void turn() { io.run(); }

  void by_its_own_loop() {
    std::string name = make();
    asio::co_spawn(io, talk(name), asio::detached);
    // CHECK: [[#@LINE-1]]:29: warning: 'name' is gone when the task of 'talk' uses it: the task runs on [coro-dangling-argument]
    busy = true;
    mark("talks");
  }
  void not_by_this() {
    std::string text = make();
    fire(text);
    // CHECK: [[#@LINE-1]]:10: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
    paint();
  }
  void a_method_may_run_it() {
    std::string name = make();
    asio::co_spawn(io, talk(name), asio::detached);
    paint();
  }
  void a_method_runs_it() {
    std::string name = make();
    asio::co_spawn(io, talk(name), asio::detached);
    mark("talks");
    turn();
  }
};

void a_text() {
  std::string text = make();
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
  show("sent");
}
void texts_and_numbers(int times) {
  std::string text = make();
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
  print_often(text.c_str(), times);
}
int a_question() {
  std::string text = make();
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
  return counted();
}
int another_object(Tally &tally) {
  std::string text = make();
  fire(text);
  // CHECK: [[#@LINE-1]]:8: warning: 'text' is gone when the task of 'fire' uses it: the task runs on
  tally.add();
  tally.report();
  return tally.total();
}
void two_of_them() {
  std::string one = make(), two = make();
  fire(one);
  // CHECK: [[#@LINE-1]]:8: warning: 'one' is gone when the task of 'fire' uses it: the task runs on
  fire(two);
  // CHECK: [[#@LINE-1]]:8: warning: 'two' is gone when the task of 'fire' uses it: the task runs on
}
void two_in_one_scope(cppcoro::async_scope &scope, cppcoro::task<> (*)(int &)) {
  extern cppcoro::task<> fill(int &out);
  int out = 0;
  scope.spawn(fill(out));
  // CHECK: [[#@LINE-1]]:20: warning: 'out' is gone when the task of 'fill' uses it: the task runs on
  scope.spawn(fill(out));
  // CHECK: [[#@LINE-1]]:20: warning: 'out' is gone when the task of 'fill' uses it: the task runs on
}
asio::awaitable<void> of_a_coroutine(asio::any_io_executor on) {
  std::string name = make();
  asio::co_spawn(on, talk(name), asio::detached);
  // CHECK: [[#@LINE-1]]:27: warning: 'name' is gone when the task of 'talk' uses it: the task runs on
  show("talks");
  co_return;
}
asio::awaitable<int> lookup(std::string key);
asio::awaitable<int> asks_for_another_thing(asio::any_io_executor on) {
  std::string name = make();
  asio::co_spawn(on, talk(name), asio::detached);
  // CHECK: [[#@LINE-1]]:27: warning: 'name' is gone when the task of 'talk' uses it: the task runs on
  co_return co_await lookup("age");
}

// --- what may wait for it

void by_a_global_loop() {
  std::string text = make();
  fire(text);
  turn_the_crank();
}
void by_its_name() {
  std::string text = make();
  extern void wait_for_jobs(int count);
  fire(text);
  wait_for_jobs(1);
}
void for_a_time() {
  std::string text = make();
  extern void let_time_go_by(std::chrono::milliseconds);
  fire(text);
  let_time_go_by(10ms);
}
void by_what_is_known() {
  std::string text = make();
  fire(text);
  std::this_thread::sleep_for(1s);
}
void until_idle(asio::io_context &io) { io.run(); }
void in_a_helper() {
  asio::io_context io;
  std::string name = make();
  asio::co_spawn(io, talk(name), asio::detached);
  show("talks");
  until_idle(io);
}
void help(asio::io_context &io);
void perhaps_in_a_helper() {
  asio::io_context io;
  std::string name = make();
  asio::co_spawn(io, talk(name), asio::detached);
  help(io);
}
struct Crank {
  asio::io_context &io;
  void operate();
};
void by_what_has_the_loop() {
  asio::io_context io;
  Crank crank{io};
  std::string name = make();
  asio::co_spawn(io.get_executor(), talk(name), asio::detached);
  crank.operate();
}
void joined_threads() {
  asio::io_context io;
  std::string name = make();
  asio::co_spawn(io, talk(name), asio::detached);
  std::vector<std::thread> threads;
  for (int i = 0; i != 4; ++i)
    threads.emplace_back([&] { io.run(); });
  for (auto &one : threads)
    one.join();
}
void by_what_it_is_told(const std::string &) {
  extern void see_to(bool &over);
  bool over = false;
  std::string name = make();
  asio::io_context io;
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        co_await talk(name);
        over = true;
      },
      asio::detached);
  see_to(over);
}
asio::awaitable<int> answer(asio::steady_timer &over);
asio::awaitable<int> awaits_what_it_has(asio::any_io_executor on) {
  std::string name = make();
  asio::steady_timer over(on, 1h);
  asio::co_spawn(
      on,
      [&]() -> asio::awaitable<void> {
        co_await talk(name);
        over.cancel();
      },
      asio::detached);
  co_return co_await answer(over);
}
asio::awaitable<void> settled();
asio::awaitable<void> awaits_who_knows_what(asio::any_io_executor on) {
  std::string name = make();
  asio::co_spawn(on, talk(name), asio::detached);
  co_await settled();
}
