// RUN: %lint %s
#include <chrono>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <fstream>
#include <future>
#include <iostream>
#include <netdb.h>
#include <string>
#include <thread>

using namespace std::chrono_literals;

cppcoro::task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await io_service.schedule_after(d)
  co_return;
}
cppcoro::task<> awaits_a_time(cppcoro::io_service &io) { co_await io.schedule_after(10ms); }

cppcoro::shared_task<int> sleeps_in_a_shared_task() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  co_return 1;
}
cppcoro::generator<int> sleeps_in_a_generator() {
  std::this_thread::sleep_for(10ms);
  co_yield 1;
}

cppcoro::task<int> waits_for_a_future(std::future<int> later) { co_return later.get(); }
// CHECK: [[#@LINE-1]]:75: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there
// CHECK: [[#@LINE-2]]:75: note: what can be awaited instead: cppcoro::async_manual_reset_event event; co_await event
cppcoro::task<int> asks_a_future_first(std::future<int> later) {
  if (later.wait_for(0s) == std::future_status::ready)
    co_return later.get();
  co_return 0;
}

cppcoro::task<> joins_a_thread(std::thread &worker) {
  worker.join();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'join' blocks the coroutine's thread: it waits until that thread has ended
  co_return;
}
cppcoro::task<> detaches_a_thread(std::thread &worker) {
  worker.detach();
  co_return;
}

cppcoro::task<> looks_up_a_name(std::string host) {
  addrinfo *found;
  getaddrinfo(host.c_str(), "https", nullptr, &found);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'getaddrinfo' blocks the coroutine's thread: it waits for the name server, which can take seconds
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await threadPool.schedule()
  co_return;
}
cppcoro::task<> looks_up_a_name_on_a_pool(cppcoro::static_thread_pool &pool, std::string host) {
  co_await pool.schedule();
  addrinfo *found;
  getaddrinfo(host.c_str(), "https", nullptr, &found);
}

cppcoro::task<> runs_a_process() {
  (void)!std::system("true");
  // CHECK: [[#@LINE-1]]:10: warning: the call of 'system' blocks the coroutine's thread: it waits until the command has ended
  co_return;
}
cppcoro::task<> runs_a_process_on_a_pool(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  (void)!std::system("true");
}

cppcoro::task<std::string> waits_for_the_user() {
  std::string line;
  std::getline(std::cin, line);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'getline' blocks the coroutine's thread: it waits until somebody types
  co_return line;
}
cppcoro::task<std::string> waits_for_the_user_on_a_pool(cppcoro::static_thread_pool *pool) {
  co_await pool->schedule();
  std::string line;
  std::getline(std::cin, line);
  co_return line;
}

cppcoro::task<> opens_a_file() {
  std::ifstream in("settings.ini");
  // CHECK: [[#@LINE-1]]:17: remark: the construction of 'ifstream' blocks the coroutine's thread: it opens a file, which waits for the disk [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:17: note: what can be awaited instead: co_await file.read(offset, buffer, size)
  co_return;
}
cppcoro::task<> opens_a_file_on_a_pool(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  std::ifstream in("settings.ini");
}

// The thread of an event loop is not there to be blocked, wherever it came from.
cppcoro::task<> moves_to_the_loop_and_sleeps(cppcoro::io_service &io) {
  co_await io.schedule();
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
}
cppcoro::task<> moves_to_a_pool_and_sleeps(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  std::this_thread::sleep_for(10ms);
}

cppcoro::task<> awaits_a_lock(cppcoro::async_mutex &mutex) { auto lock = co_await mutex.scoped_lock_async(); }
cppcoro::task<> moves_a_lambda_to_a_pool(cppcoro::static_thread_pool &pool) {
  auto work = [&]() -> cppcoro::task<> {
    co_await pool.schedule();
    std::this_thread::sleep_for(10ms);
  };
  co_await work();
}
cppcoro::task<> sleeps_in_a_lambda() {
  auto work = []() -> cppcoro::task<> {
    std::this_thread::sleep_for(10ms);
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep_for' blocks the coroutine's thread
    co_return;
  };
  co_await work();
}

void in_a_plain_function() { std::this_thread::sleep_for(10ms); }
