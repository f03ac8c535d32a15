// Callbacks that an event loop runs, as loud as the options ask for.
// RUN: %lint %s --option=coro-blocking-call.Handlers=on --option=coro-nested-run.Handlers=on
// RUN: %lint %s --option=coro-blocking-call.Handlers=off --option=coro-nested-run.Handlers=off --prefix=OFF
#include <boost/asio.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

static void helper() { std::this_thread::sleep_for(1s); }
static void given_by_name() { std::this_thread::sleep_for(1s); }
// CHECK: [[#@LINE-1]]:31: warning: the call of 'sleep_for' blocks the handler's thread: it parks the thread until the time is over [coro-blocking-call]

void posted(asio::io_context &io) {
  asio::post(io, [] { std::this_thread::sleep_for(1s); });
  // CHECK: [[#@LINE-1]]:23: warning: the call of 'sleep_for' blocks the handler's thread: it parks the thread until the time is over [coro-blocking-call]
  asio::dispatch(io, [] { helper(); });
  // CHECK: [[#@LINE-1]]:27: warning: the call of 'helper' blocks the handler's thread: it comes to the call of 'sleep_for', which
  // CHECK: [[#@LINE-9]]:24: note: in 'helper': the call of 'sleep_for'
  asio::defer(io, given_by_name);
}

void when_the_timer_fires(asio::steady_timer &timer, asio::io_context &io) {
  timer.async_wait([&](boost::system::error_code) { io.run(); });
  // CHECK: [[#@LINE-1]]:53: warning: the call of 'run' in a handler runs an event loop, and does so inside the one that runs the handler: it {{.*}} [coro-nested-run]
}

void when_data_has_come(asio::ip::tcp::socket &socket, char (&data)[64]) {
  socket.async_read_some(asio::buffer(data), [](boost::system::error_code, size_t) {
    std::this_thread::sleep_for(1s);
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep_for' blocks the handler's thread
  });
}

void on_a_pool(asio::thread_pool &pool) {
  asio::post(pool, [] { std::this_thread::sleep_for(1s); });
}

void in_a_thread_of_its_own() {
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
}

void plain() { helper(); }

// What a loop calls is called on it, whoever else does so.
static void given_and_called() { std::this_thread::sleep_for(1s); }
// CHECK: [[#@LINE-1]]:34: warning: the call of 'sleep_for' blocks the handler's thread
static void only_called() { std::this_thread::sleep_for(1s); }
void by_a_loop_and_a_pool(asio::io_context &io, asio::thread_pool &pool) {
  asio::post(io, given_and_called);
  asio::post(pool, [] {
    given_and_called();
    only_called();
  });
}

// Seen in yalantinglibs: who chooses the function chooses the executor, which
// may be a pool's.
template <class Executor, class Function> struct posts {
  Executor on;
  Function run;
  void operator()() {
    asio::post(on, [this] { run(); });
  }
};
template <class Executor> void on_any(Executor on) {
  asio::post(on, [] { std::this_thread::sleep_for(1s); });
}
template <class Function> void on_a_loop(asio::io_context &io, Function run) {
  asio::post(io, [run] { run(); });
  // CHECK: [[#@LINE-1]]:26: warning: the call of a lambda blocks the handler's thread: it comes to the call of 'sleep_for', which
}
void whoever_calls(asio::any_io_executor on, asio::io_context &io) {
  auto sleeps = [] { std::this_thread::sleep_for(1s); };
  // CHECK: [[#@LINE-1]]:22: note: in the lambda: the call of 'sleep_for'
  posts<asio::any_io_executor, decltype(sleeps)>{on, sleeps}();
  on_any(on);
  on_a_loop(io, sleeps);
}
