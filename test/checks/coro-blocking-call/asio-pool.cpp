// RUN: %lint %s
// Whose threads may be blocked: those of a pool, not those of the loop.
#include <boost/asio.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> joins_a_pool() {
  asio::thread_pool pool(2);
  asio::post(pool, [] {});
  pool.join();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'join' blocks the coroutine's thread: it waits until the pool's threads have ended
  co_return;
}
asio::awaitable<void> stops_a_pool(asio::thread_pool &pool) {
  asio::post(pool, [] {});
  pool.stop();
  co_return;
}

asio::awaitable<void> opens_a_file_on_a_pool(asio::thread_pool &pool) {
  co_await asio::co_spawn(
      pool,
      []() -> asio::awaitable<void> {
        std::ifstream in("settings.ini");
        co_return;
      },
      asio::use_awaitable);
}

// Threads of a pool are there to be blocked.
asio::awaitable<std::string> look_up(std::string host) {
  std::this_thread::sleep_for(10ms);
  co_return host;
}
asio::awaitable<void> spawns_on_a_pool(asio::thread_pool &pool, std::string host) {
  co_await asio::co_spawn(pool, look_up(host), asio::use_awaitable);
  asio::co_spawn(
      pool.get_executor(),
      []() -> asio::awaitable<void> {
        std::this_thread::sleep_for(10ms);
        co_return;
      },
      asio::detached);
}
asio::awaitable<void> spawns_on_a_strand_of_a_pool(asio::thread_pool &pool) {
  auto strand = asio::make_strand(pool);
  asio::co_spawn(
      strand,
      []() -> asio::awaitable<void> {
        std::this_thread::sleep_for(10ms);
        co_return;
      },
      asio::detached);
  co_return;
}
asio::awaitable<void> spawns_on_the_loop(asio::io_context &io) {
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        std::this_thread::sleep_for(10ms);
        // CHECK: [[#@LINE-1]]:9: warning: the call of 'sleep_for' blocks the coroutine's thread
        co_return;
      },
      asio::detached);
  co_return;
}
asio::awaitable<void> spawns_on_the_system() {
  asio::co_spawn(
      asio::system_executor(),
      []() -> asio::awaitable<void> {
        std::this_thread::sleep_for(10ms);
        co_return;
      },
      asio::detached);
  co_return;
}
asio::awaitable<void> posts_to_a_pool(asio::thread_pool &pool) {
  asio::post(pool, [] { std::this_thread::sleep_for(10ms); });
  co_return;
}
asio::awaitable<void> hops_to_a_pool(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  std::this_thread::sleep_for(10ms);
}
asio::awaitable<void> hops_to_a_pool_with_deferred(asio::thread_pool &pool) {
  co_await asio::dispatch(asio::bind_executor(pool, asio::deferred));
  std::this_thread::sleep_for(10ms);
}
asio::awaitable<void> hops_to_the_loop(asio::io_context &io) {
  co_await asio::post(io, asio::use_awaitable);
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
}
