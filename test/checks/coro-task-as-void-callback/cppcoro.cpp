// RUN: %lint %s
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <string>
#include <thread>

cppcoro::task<> save(std::string row);
cppcoro::task<> tick();
cppcoro::generator<int> numbers();

struct Watcher {
  std::function<void(std::string)> changed;
};

void a_member_of_another() {
  Watcher watcher;
  watcher.changed = save;
  // CHECK: [[#@LINE-1]]:21: warning: the task that 'save' returns is dropped by 'std::function', so it never runs [coro-task-as-void-callback]
  watcher.changed = [](std::string row) { return save(row + "\n"); };
  // CHECK: [[#@LINE-1]]:21: warning: the task that this lambda returns is dropped
  Watcher another{save};
  // CHECK: [[#@LINE-1]]:19: warning: the task that 'save' returns is dropped
}

struct Cache {
  cppcoro::task<> flush();
  void start() {
    std::thread([this] { return flush(); }).detach();
    // CHECK: [[#@LINE-1]]:17: warning: the task that this lambda returns is dropped by 'std::thread', so it never runs
    std::thread(&Cache::flush, this).detach();
    // CHECK: [[#@LINE-1]]:17: warning: the task that 'flush' returns is dropped by 'std::thread'
  }
};

// What is no task is not missed.
void generators() {
  std::function<void()> count = numbers;
  std::function<cppcoro::task<>()> later = tick;
}
