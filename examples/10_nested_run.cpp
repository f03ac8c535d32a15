// A coroutine that runs a loop to get at a result. With run() the loop goes on
// inside its own handler, and returns only because somebody stops it, which
// stops the outer one as well. With get() the thread is parked; had `backend`
// been the loop of this thread, it would be parked for good.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <exception>
#include <future>
#include <iostream>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto unit = 20ms;

asio::awaitable<std::string> fetch(std::string name) {
  asio::steady_timer network(co_await asio::this_coro::executor, unit);
  co_await network.async_wait(asio::use_awaitable);
  co_return "contents of " + name;
}

asio::awaitable<void> runs_its_own_loop(asio::io_context &io) {
  const std::string index = co_await fetch("index");
  std::string text;
  asio::co_spawn(io, fetch("a"),
                 [&](std::exception_ptr error, std::string got) {
                   if (error)
                     std::rethrow_exception(error);
                   text = got;
                   io.stop();
                 });
  io.run();
  std::cout << "nested run: " << index << ", " << text << '\n';
}

asio::awaitable<void> waits_for_a_loop(asio::io_context &backend) {
  std::string text =
      asio::co_spawn(backend, fetch("b"), asio::use_future).get();
  std::cout << "blocking get: " << text << '\n';
  co_return;
}

int main() {
  const auto rethrow = [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  };
  asio::io_context io;
  asio::co_spawn(io, runs_its_own_loop(io), rethrow);
  io.run();

  asio::io_context backend;
  std::thread thread([&backend] {
    const auto busy = asio::make_work_guard(backend);
    backend.run();
  });
  io.restart();
  asio::co_spawn(io, waits_for_a_loop(backend), rethrow);
  io.run();
  backend.stop();
  thread.join();
}
