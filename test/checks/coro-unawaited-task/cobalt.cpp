// RUN: %lint %s
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/cobalt/channel.hpp>
#include <boost/cobalt/detached.hpp>
#include <boost/cobalt/gather.hpp>
#include <boost/cobalt/generator.hpp>
#include <boost/cobalt/io/sleep.hpp>
#include <boost/cobalt/join.hpp>
#include <boost/cobalt/promise.hpp>
#include <boost/cobalt/race.hpp>
#include <boost/cobalt/run.hpp>
#include <boost/cobalt/spawn.hpp>
#include <boost/cobalt/task.hpp>
#include <boost/cobalt/thread.hpp>
#include <boost/cobalt/wait_group.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace cobalt = boost::cobalt;
using namespace std::chrono_literals;

cobalt::task<void> save(std::string row);
cobalt::task<int> load(int id);
cobalt::promise<void> beat(int id);
cobalt::detached report(std::string line);
cobalt::generator<int> numbers();
cobalt::thread worker();

cobalt::task<void> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
cobalt::task<void> a_task_awaited() { co_await save("started"); }
cobalt::task<int> a_task_returned() { return load(1); }

cobalt::task<void> a_task_discarded_in_writing() {
  (void)save("started");
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'save' is not awaited
  co_return;
}
cobalt::task<void> a_result_discarded_in_writing() { (void)co_await load(1); }

cobalt::task<void> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  co_return;
}
cobalt::task<int> a_task_awaited_by_name() {
  auto row = load(1);
  co_return co_await row;
}

cobalt::task<int> a_task_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}
cobalt::task<int> a_task_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await row;
  co_return 1 + co_await row;
}

// It runs up to its first suspension, then its destructor cancels it.
cobalt::task<void> a_promise_discarded() {
  beat(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'beat' is not awaited, so it is cancelled at once
  co_return;
}
cobalt::task<void> a_promise_awaited() { co_await beat(1); }
cobalt::task<void> a_promise_let_go() {
  +beat(1);
  auto other = beat(2);
  other.detach();
  co_return;
}
// It runs for as long as the scope does.
cobalt::task<void> a_promise_kept() {
  auto heart = beat(1);
  co_await save("meanwhile");
}

// A thread that nobody keeps is stopped and joined.
cobalt::task<void> a_thread_discarded() {
  worker();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'worker' is not awaited, so it is cancelled at once
  co_return;
}
cobalt::task<void> a_thread_awaited() { co_await worker(); }
cobalt::task<void> a_thread_kept() {
  auto helper = worker();
  co_await save("meanwhile");
}

void a_detached_coroutine() { report("nobody awaits it"); }

cobalt::task<void> tasks_gathered_and_discarded() {
  cobalt::join(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'join' is not awaited, so it never runs
  cobalt::gather(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'gather' is not awaited
  cobalt::race(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'race' is not awaited
  co_return;
}
cobalt::task<void> tasks_gathered_and_awaited(std::vector<cobalt::task<int>> all) {
  auto [a, b] = co_await cobalt::join(load(1), load(2));
  auto results = co_await cobalt::gather(load(1), load(2));
  co_await cobalt::race(load(1), load(2));
  auto rows = co_await cobalt::join(std::move(all));
}

cobalt::task<void> a_gathering_never_mentioned_again() {
  auto both = cobalt::join(load(1), load(2));
  // CHECK: [[#@LINE-1]]:15: warning: the operation in 'both' is never awaited
  co_return;
}
cobalt::task<void> a_gathering_awaited_by_name() {
  auto both = cobalt::join(load(1), load(2));
  co_await std::move(both);
}

cobalt::task<void> a_message_not_passed(cobalt::channel<int> &channel) {
  channel.write(1);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'write' is not awaited
  channel.read();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'read' is not awaited
  co_return;
}
cobalt::task<void> a_message_passed(cobalt::channel<int> &channel) {
  co_await channel.write(1);
  (void)co_await channel.read();
  channel.close();
}

cobalt::task<void> a_delay_discarded() {
  cobalt::io::sleep(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'sleep' is not awaited
  co_return;
}
cobalt::task<void> a_delay_awaited() { co_await cobalt::io::sleep(10ms); }

cobalt::task<void> a_group_not_waited_for(cobalt::wait_group &group) {
  group.push_back(beat(1));
  group.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'wait' is not awaited
  co_return;
}
cobalt::task<void> a_group_waited_for(cobalt::wait_group &group) {
  group.push_back(beat(1));
  co_await group.wait_one();
  co_await group.wait();
}

// With use_op, spawn only prepares: it starts where it is awaited.
cobalt::task<void> a_task_prepared_and_discarded(boost::asio::io_context &io) {
  cobalt::spawn(io, save("elsewhere"), cobalt::use_op);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'spawn' is not awaited
  co_return;
}
cobalt::task<void> a_task_prepared_and_awaited(boost::asio::io_context &io) {
  co_await cobalt::spawn(io, save("elsewhere"), cobalt::use_op);
}
void a_task_spawned(boost::asio::io_context &io) { cobalt::spawn(io, save("started"), boost::asio::detached); }

// A generator is pulled, not awaited.
cobalt::task<void> a_generator_discarded() {
  numbers();
  auto next = numbers();
  co_await next;
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
int waited_for_in_a_plain_function() { return cobalt::run(load(1)); }
