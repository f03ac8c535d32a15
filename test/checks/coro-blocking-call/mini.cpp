// RUN: %lint %s
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <mini/coro.h>
#include <semaphore>
#include <string>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

mini::task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  usleep(10);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'usleep' blocks the coroutine's thread
  ::sleep(1);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep' blocks the coroutine's thread
  co_return;
}

mini::task<int> waits_for_a_future(std::future<int> later) {
  later.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread
  co_return later.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there
}

mini::task<> joins() {
  std::thread worker([] {});
  worker.join();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'join' blocks the coroutine's thread
  co_return;
}

mini::task<> joins_at_the_end_of_the_scope() {
  std::jthread worker([] {});
  // CHECK: [[#@LINE-1]]:16: warning: the end of 'worker' blocks the coroutine's thread
  co_return;
}

mini::task<> drops_the_future_of_an_async_call() {
  std::async(std::launch::async, [] {});
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'async' blocks the coroutine's thread
  co_return;
}

mini::task<> waits_for_others(std::condition_variable &ready, std::mutex &m, std::binary_semaphore &free) {
  std::unique_lock lock(m);
  ready.wait(lock);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread
  free.acquire();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'acquire' blocks the coroutine's thread
  co_return;
}

mini::task<std::string> reads_the_keyboard() {
  std::string name;
  std::getline(std::cin, name);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'getline' blocks the coroutine's thread
  int age;
  std::cin >> age;
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'operator>>' blocks the coroutine's thread
  co_return name;
}

mini::task<> runs_a_process() {
  (void)!std::system("true");
  // CHECK: [[#@LINE-1]]:10: warning: the call of 'system' blocks the coroutine's thread
  co_return;
}

mini::task<> opens_a_file() {
  std::ifstream in("settings.ini");
  // CHECK: [[#@LINE-1]]:17: remark: the construction of 'ifstream' blocks the coroutine's thread
  std::filesystem::remove("settings.old");
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'remove' blocks the coroutine's thread
  co_return;
}

// An eager coroutine and a detached one block their starter just the same.
mini::eager<int> in_an_eager_task() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  co_return 1;
}
mini::fire_and_forget in_a_detached_one() {
  std::this_thread::sleep_for(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  co_return;
}

mini::task<> in_a_coroutine_lambda() {
  auto body = []() -> mini::task<> {
    std::this_thread::sleep_for(10ms);
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep_for' blocks the coroutine's thread
    co_return;
  };
  co_await body();
}

template <class Duration> mini::task<> in_a_template(Duration d) {
  std::this_thread::sleep_for(d);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
  co_return;
}
mini::task<> instantiates() { co_await in_a_template(1ms); }

mini::task<> a_stream_is_told_once(std::ofstream &other) {
  std::ofstream out("row");
  // CHECK: [[#@LINE-1]]:17: remark: the construction of 'ofstream' blocks
  out.flush();
  other.flush();
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'flush' blocks
  co_return;
}

mini::task<> goes_on_after_a_branch_that_ends(bool fatal) {
  std::this_thread::sleep_for(1s);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks
  if (fatal)
    std::abort();
  co_return;
}

// A log of a database is no logger, and a logger that sleeps is no better than others.
struct commit_log {
  std::ofstream out;
  void append() { out.flush(); }
};
struct slow_logger {
  void write() { std::this_thread::sleep_for(1s); }
};
mini::task<> other_logs(commit_log &log, slow_logger &logger) {
  log.append();
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'append' blocks
  logger.write();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'write' blocks
  co_return;
}
