// RUN: %lint %s
#include <boost/asio.hpp>
#include <memory>
#include <string>

namespace asio = boost::asio;

asio::awaitable<void> wait(int seconds);
asio::awaitable<int> length(const std::string &of);

// --- co_spawn keeps what it is given

void spawned(asio::io_context &io, std::string name) {
  asio::co_spawn(
      io,
      [name]() -> asio::awaitable<void> {
        co_await wait(1);
        co_await length(name);
      },
      asio::detached);
}
void spawned_too_early(asio::io_context &io, std::string name) {
  asio::co_spawn(
      io,
      [name]() -> asio::awaitable<void> {
        // CHECK: [[#@LINE-1]]:7: warning: 'name' is read after its closure is gone: the coroutine runs on after this statement [coro-dangling-lambda]
        co_await wait(1);
        // CHECK: [[#@LINE+1]]:25: note: it is read here
        co_await length(name);
      }(),
      asio::detached);
}

asio::awaitable<int> spawned_and_awaited(asio::io_context &io, std::string name) {
  co_return co_await asio::co_spawn(
      io, [&]() -> asio::awaitable<int> { co_return co_await length(name); }(), asio::use_awaitable);
}

asio::awaitable<int> returned(std::string name) {
  return [name]() -> asio::awaitable<int> { co_return co_await length(name); }();
  // CHECK: [[#@LINE-1]]:10: warning: 'name' is read after its closure is gone: the coroutine is not awaited in this statement
}
asio::awaitable<int> awaited(std::string name) {
  co_return co_await [&]() -> asio::awaitable<int> { co_return co_await length(name); }();
}

// --- helpers of one's own

struct Server {
  asio::io_context io;

  template <class F> void run(F f) { asio::co_spawn(io, f(), asio::detached); }
  template <class F> void run_kept(F f) { asio::co_spawn(io, std::move(f), asio::detached); }
};

void helpers(Server &server, std::string name) {
  server.run([name]() -> asio::awaitable<void> { co_await length(name); });
  // CHECK: [[#@LINE-1]]:14: warning: 'name' is read after its closure is gone: 'run' lets it go when the coroutine is first suspended
  // CHECK: [[#@LINE-7]]:57: note: 'run' begins the coroutine here
  server.run_kept([name]() -> asio::awaitable<void> { co_await length(name); });
  server.run([]() -> asio::awaitable<void> { co_await wait(1); });
}
