// RUN: %lint %s --option=coro-lost-error.Detached=note
// A coroutine that throws, started where nobody is told how it ended.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <exception>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> rest();
void check(int n) {
  if (n < 0)
    throw std::runtime_error("less than none");
}
awaitable<void> work(int n) {
  co_await rest();
  check(n);
}
awaitable<void> outer(int n) { co_await work(n); }
awaitable<void> quiet(int n) {
  try {
    co_await work(n);
  } catch (const std::exception &) {
  }
}
awaitable<void> rethrows(int n) {
  try {
    co_await work(n);
  } catch (const std::exception &) {
    throw;
  }
}
awaitable<void> forgets(int n) {
  auto later = work(n);
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'later' is never awaited
  co_await rest();
}
void log(std::exception_ptr);

void starts(asio::io_context &io) {
  asio::co_spawn(io, work(1), asio::detached);
  // CHECK: [[#@LINE-1]]:3: remark: an error of what 'co_spawn' starts is lost: nobody is told how it ended [coro-lost-error]
  // CHECK: 19:5: note: this can leave it
  asio::co_spawn(io, outer(1), asio::detached);
  // CHECK: [[#@LINE-1]]:3: remark: an error of what 'co_spawn' starts is lost
  // CHECK: 19:5: note: this can leave it
  asio::co_spawn(io, rethrows(1), asio::detached);
  // CHECK: [[#@LINE-1]]:3: remark: an error of what 'co_spawn' starts is lost
  // CHECK: 36:5: note: this can leave it
  asio::co_spawn(
      // CHECK: [[#@LINE-1]]:3: remark: an error of what 'co_spawn' starts is lost
      io,
      []() -> awaitable<void> {
        co_await rest();
        throw std::logic_error("not yet");
        // CHECK: [[#@LINE-1]]:9: note: this can leave it
      },
      asio::detached);

  // It is caught, or nothing throws that is seen.
  asio::co_spawn(io, quiet(1), asio::detached);
  asio::co_spawn(io, rest(), asio::detached);
  asio::co_spawn(io, [] { return quiet(2); }, asio::detached);
  // Somebody is told.
  asio::co_spawn(io, work(2), [](std::exception_ptr error) { log(error); });
  auto done = asio::co_spawn(io, work(3), asio::use_future);
  done.get();
}
awaitable<void> awaits(asio::io_context &io) {
  co_await asio::co_spawn(io, work(4), asio::use_awaitable);
}
void unfinished(asio::io_context &io) {
  asio::co_spawn(io, forgets(1), asio::detached);
}
