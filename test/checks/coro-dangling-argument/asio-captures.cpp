// RUN: %lint %s
// What a lambda refers to that is spawned on its own.
#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> rest() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  co_await timer.async_wait(asio::use_awaitable);
}
void log(const std::string &line);
void use(int n);

struct Server {
  asio::io_context &io;
  int port = 80;

  void refers_to_a_local() {
    std::string name = "server";
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          // CHECK: [[#@LINE-1]]:9: warning: 'name' is gone when what 'co_spawn' calls uses it: the task runs on [coro-dangling-argument]
          co_await rest();
          log(name);
          // CHECK: [[#@LINE-1]]:15: note: it is used here
        },
        asio::detached);
  }
  void refers_to_a_parameter(int count) {
    asio::co_spawn(
        io,
        [this, &count]() -> asio::awaitable<void> {
          // CHECK: [[#@LINE-1]]:9: warning: 'count' is gone when what 'co_spawn' calls uses it: the task runs on
          for (int i = 0; i != count; ++i)
            co_await rest();
          use(port);
        },
        [](std::exception_ptr) {});
  }

  // Up to the first suspension it may run at once.
  void uses_it_at_once() {
    std::string name = "server";
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          std::string own = name;
          co_await rest();
          log(own);
        },
        asio::detached);
  }
  void has_a_copy() {
    std::string name = "server";
    asio::co_spawn(
        io,
        [name, shared = std::make_shared<int>(1)]() -> asio::awaitable<void> {
          co_await rest();
          log(name);
          use(*shared);
        },
        asio::detached);
  }
  void refers_to_what_lives_on(std::string &name) {
    static int count = 0;
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          co_await rest();
          log(name);
          use(count + port);
        },
        asio::detached);
  }
  void runs_the_loop() {
    std::string name = "server";
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          co_await rest();
          log(name);
        },
        asio::detached);
    io.run();
  }
  void waits_for_a_signal() {
    std::string name = "server";
    std::promise<void> done;
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          co_await rest();
          log(name);
          done.set_value();
        },
        asio::detached);
    done.get_future().wait();
  }
  void waits_for_its_future() {
    std::string name = "server";
    auto done = asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          co_await rest();
          log(name);
        },
        asio::use_future);
    done.get();
  }
};

// Its end waits for all that its threads do.
void the_loop_is_a_local() {
  std::string name = "server";
  asio::thread_pool pool;
  asio::co_spawn(
      pool,
      [&]() -> asio::awaitable<void> {
        co_await rest();
        log(name);
      },
      asio::detached);
}
asio::awaitable<void> of_a_coroutine_that_waits(asio::io_context &io) {
  std::string name = "server";
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        co_await rest();
        log(name);
      },
      asio::detached);
  co_await rest();
}

// --- names of what is captured

std::string made();
void a_reference_is_captured(asio::io_context &io) {
  const auto &name = made();
  asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await rest(); log(name); }, asio::detached);
  // CHECK: [[#@LINE-1]]:22: warning: 'name' is gone when what 'co_spawn' calls uses it: the task runs on
}
void elements_are_captured(asio::io_context &io, std::vector<std::string> names) {
  for (const auto &name : names)
    asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await rest(); log(name); }, asio::detached);
  // CHECK: [[#@LINE-1]]:24: warning: 'name' is gone when what 'co_spawn' calls uses it: the task runs on
}
void elements_of_others_are_captured(asio::io_context &io, const std::vector<std::string> &names) {
  for (const auto &name : names)
    asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await rest(); log(name); }, asio::detached);
}

// --- what is spawned, whose future somebody gets

asio::awaitable<void> pump(std::string &log);
std::future<void> returned(asio::io_context &io, std::string log) {
  return asio::co_spawn(io, pump(log), asio::use_future);
  // CHECK: [[#@LINE-1]]:34: warning: 'log' is gone when the task of 'pump' uses it: the task is kept by somebody else
}
std::future<void> returned_with_what_is_given(asio::io_context &io, std::string &log) {
  return asio::co_spawn(io, pump(log), asio::use_future);
}
void waited_for(asio::io_context &io, std::string log) {
  auto done = asio::co_spawn(io, pump(log), asio::use_future);
  io.run();
  done.get();
}
