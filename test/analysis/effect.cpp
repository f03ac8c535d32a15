// RUN: %corolint --dump=effect %s --models=%lib/mini/model.json -- -std=c++20 -isystem %lib | FileCheck %s --match-full-lines --implicit-check-not={{[0-9]:}}
#include <chrono>
#include <future>
#include <mini/coro.h>
#include <thread>

void plain() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK:      [[#@LINE-1]]:3: std::this_thread::sleep_for blocks: sleep (fine here)
}

mini::task<int> coroutine(std::future<int> later, mini::event_loop &loop) {
  std::this_thread::sleep_for(std::chrono::seconds(0));
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NEXT: [[#@LINE-1]]:3: std::this_thread::sleep_for blocks: sleep
  loop.run();
  // CHECK-NEXT: [[#@LINE-1]]:3: mini::event_loop::run runs a loop
  std::jthread worker([] {});
  // CHECK-NEXT: [[#@LINE-1]]:16: std::jthread::~jthread blocks: join
  co_return later.get();
  // CHECK-NEXT: [[#@LINE-1]]:13: std::future::get blocks: wait
}
