// RUN: %lint %s
// A task that never ends by itself, and whose end nobody is told of, cannot be
// waited for: whatever is awaited behind it, what it was lent is gone first.
#include <boost/asio.hpp>
#include <chrono>
#include <exception>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

asio::awaitable<std::string> ask(tcp::socket &socket, std::string question) {
  co_await asio::async_write(socket, asio::buffer(question), asio::use_awaitable);
  std::string answer(80, ' ');
  co_await socket.async_read_some(asio::buffer(answer), asio::use_awaitable);
  co_return answer;
}
void log(const std::string &line);

asio::awaitable<void> heartbeat(tcp::socket &socket) {
  asio::steady_timer timer(socket.get_executor());
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    co_await asio::async_write(socket, asio::buffer("ping\n", 5), asio::use_awaitable);
  }
}
asio::awaitable<void> stubborn(tcp::socket &socket) {
  while (true) {
    try {
      co_await ask(socket, "are you there?");
    } catch (const std::exception &error) {
      log(error.what());
    }
  }
}
asio::awaitable<void> beside_a_heartbeat(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(peer, asio::use_awaitable);
  asio::co_spawn(socket.get_executor(), heartbeat(socket), asio::detached);
  // CHECK: [[#@LINE-1]]:51: warning: 'socket' is gone when the task of 'heartbeat' uses it: the task runs on [coro-dangling-argument]
  // CHECK: 21:{{[0-9]+}}: note: the coroutine only refers to what it is given here
  // CHECK: 22:{{[0-9]+}}: note: it is used here
  std::string all = co_await ask(socket, "name");
  all += co_await ask(socket, "age");
}
asio::awaitable<void> one_that_goes_on_after_errors(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::co_spawn(socket.get_executor(), stubborn(socket), asio::detached);
  // CHECK: [[#@LINE-1]]:50: warning: 'socket' is gone when the task of 'stubborn' uses it
  co_await ask(socket, "name");
}
asio::awaitable<void> as_a_lambda() {
  int count = 0;
  asio::steady_timer timer(co_await asio::this_coro::executor, 10s);
  asio::co_spawn(
      timer.get_executor(),
      [&count]() -> asio::awaitable<void> {
        // CHECK: [[#@LINE-1]]:7: warning: 'count' is gone when what 'co_spawn' calls uses it: the task runs on
        asio::steady_timer tick(co_await asio::this_coro::executor);
        for (;;) {
          tick.expires_after(1s);
          co_await tick.async_wait(asio::use_awaitable);
          ++count;
        }
      },
      asio::detached);
  co_await timer.async_wait(asio::use_awaitable);
}

// Silent from here on. It may be over in time:
asio::awaitable<void> a_few_beats(tcp::socket &socket) {
  for (int i = 0; i != 3; ++i)
    co_await ask(socket, "ping");
}
asio::awaitable<void> beside_a_few(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::co_spawn(socket.get_executor(), a_few_beats(socket), asio::detached);
  co_await ask(socket, "name");
}
// somebody is told that it is,
asio::awaitable<void> with_a_handler(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::steady_timer over(socket.get_executor(), 1h);
  asio::co_spawn(socket.get_executor(), heartbeat(socket), [&over](std::exception_ptr) { over.cancel(); });
  socket.close();
  co_await over.async_wait(asio::use_awaitable);
}
// by itself,
asio::awaitable<void> tells(tcp::socket &socket, asio::steady_timer &over) {
  try {
    for (;;)
      co_await ask(socket, "ping");
  } catch (const std::exception &) {
    over.cancel();
  }
}
asio::awaitable<void> with_one_that_tells(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::steady_timer over(socket.get_executor(), 1h);
  asio::co_spawn(socket.get_executor(), tells(socket, over), asio::detached);
  socket.close();
  co_await over.async_wait(asio::use_awaitable);
}
// or by what ends with it;
struct Running {
  asio::steady_timer &over;
  ~Running() { over.cancel(); }
};
asio::awaitable<void> guarded(tcp::socket &socket, asio::steady_timer &over) {
  Running running{over};
  for (;;)
    co_await ask(socket, "ping");
}
asio::awaitable<void> with_a_guarded_one(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::steady_timer over(socket.get_executor(), 1h);
  asio::co_spawn(socket.get_executor(), guarded(socket, over), asio::detached);
  socket.close();
  co_await over.async_wait(asio::use_awaitable);
}
// the other one never ends either,
asio::awaitable<void> both_forever(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::co_spawn(socket.get_executor(), heartbeat(socket), asio::detached);
  for (;;)
    co_await ask(socket, "name");
}
asio::awaitable<void> awaits_what_never_ends(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::co_spawn(socket.get_executor(), heartbeat(socket), asio::detached);
  co_await stubborn(socket);
}
// or may not,
asio::awaitable<void> serve(tcp::socket &socket);
asio::awaitable<void> awaits_what_is_elsewhere(tcp::endpoint peer) {
  tcp::socket socket(co_await asio::this_coro::executor);
  asio::co_spawn(socket.get_executor(), heartbeat(socket), asio::detached);
  co_await serve(socket);
}
// or everything stops before it ends;
asio::awaitable<void> stops_all(asio::io_context &io) {
  tcp::socket socket(io);
  asio::co_spawn(io, heartbeat(socket), asio::detached);
  co_await ask(socket, "name");
  io.stop();
}
asio::awaitable<void> waits_for_the_pool(asio::thread_pool &pool) {
  tcp::socket socket(pool);
  asio::co_spawn(pool, heartbeat(socket), asio::detached);
  co_await ask(socket, "name");
  pool.join();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'join' blocks the coroutine's thread
}
void runs_it() {
  asio::io_context io;
  tcp::socket socket(io);
  asio::co_spawn(io, heartbeat(socket), asio::detached);
  io.run();
}
