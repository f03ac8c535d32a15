// RUN: %lint %s
#include <chrono>
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/internal/run_in_background.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/when_all.hh>
#include <seastar/core/with_timeout.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/as_future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <string>
#include <utility>
#include <vector>

using seastar::future;
using namespace std::chrono_literals;

future<> save(std::string row);
future<int> load(int id);

// A future is on its way when it is made: only its error is lost.
future<> a_future_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so its error is lost [coro-unawaited-task]
  co_return;
}
future<> a_future_awaited() { co_await save("started"); }
future<int> a_future_returned() { return load(1); }

// How this library spells "in the background".
future<> a_future_discarded_in_writing() {
  (void)save("started");
  co_return;
}

future<> a_future_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost
  co_return;
}
future<int> a_future_awaited_by_name() {
  auto row = load(1);
  co_return co_await std::move(row);
}

future<int> a_future_dropped_by_an_early_return(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, its error is lost
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await std::move(row);
}
future<int> a_future_awaited_on_both_paths(bool known) {
  auto row = load(1);
  if (known)
    co_return co_await std::move(row);
  co_return 1 + co_await std::move(row);
}

future<> futures_gathered_and_discarded() {
  seastar::when_all_succeed(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all_succeed' is not awaited, so its error is lost
  seastar::when_all(load(1), load(2));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all' is not awaited
  co_return;
}
future<> futures_gathered_and_awaited(std::vector<future<int>> all) {
  auto [a, b] = co_await seastar::when_all_succeed(load(1), load(2), save("three"));
  auto results = co_await seastar::when_all(load(1), save("two"));
  std::vector<int> rows = co_await seastar::when_all_succeed(std::move(all));
}
future<> futures_made_and_gathered_in_place() { co_await seastar::coroutine::all([] { return load(1); }, [] { return load(2); }); }

future<> a_future_handed_over(seastar::gate &gate) {
  seastar::internal::run_in_background(save("behind"));
  auto limited = seastar::with_timeout(std::chrono::steady_clock::now() + 1s, save("in time"));
  co_await std::move(limited);
  (void)seastar::with_gate(gate, [] { return save("counted"); });
  co_await gate.close();
}

future<> a_future_continued(std::string row) {
  co_await load(1).then([](int) { return save("next"); }).finally([] {});
  auto next = load(2).then([](int id) { return id + 1; });
  (void)co_await std::move(next);
}

future<> an_error_kept_as_a_value() {
  auto done = co_await seastar::coroutine::as_future(save("perhaps"));
  if (done.failed())
    done.ignore_ready_future();
}
future<> a_wrapped_future_discarded() {
  seastar::coroutine::as_future(save("perhaps"));
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'as_future' is not awaited, so its error is lost
  seastar::coroutine::without_preemption_check(save("at once"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'without_preemption_check' is not awaited, so its error is lost
  co_return;
}

future<> a_wait_discarded(seastar::condition_variable &ready, bool &done) {
  ready.when();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'when' is not awaited, so it never runs
  ready.when([&] { return done; });
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'when' is not awaited
  seastar::sleep(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'sleep' is not awaited
  co_return;
}
future<> a_wait_awaited(seastar::condition_variable &ready, bool &done) {
  co_await ready.when();
  co_await ready.when([&] { return done; });
  co_await seastar::sleep(10ms);
  co_await seastar::coroutine::maybe_yield();
}

future<> units_not_taken(seastar::semaphore &semaphore) {
  auto units = seastar::get_units(semaphore, 1);
  // CHECK: [[#@LINE-1]]:16: warning: the task in 'units' is never awaited
  semaphore.wait();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'wait' is not awaited
  co_return;
}
future<> units_taken(seastar::semaphore &semaphore) {
  auto units = co_await seastar::get_units(semaphore, 1);
  co_await semaphore.wait();
  semaphore.signal();
}

void discarded_in_a_plain_function() { load(1); }
// CHECK: [[#@LINE-1]]:40: warning: the task of 'load' is not awaited
future<int> handed_on_in_a_plain_function() { return load(1).finally([] {}); }

// What swallows the error leaves none to lose.
void a_future_whose_error_is_handled() {
  load(1).handle_exception([](std::exception_ptr) { return 0; });
  auto kept = load(2).handle_exception([](std::exception_ptr) { return 0; });
  auto named =
      load(3).handle_exception_type([](const std::exception &) { return 0; });
}

// What is ready has nothing to lose: a value to begin with.
future<> a_ready_future_overwritten(bool busy) {
  future<> done = seastar::make_ready_future<>();
  done = save("started");
  co_await std::move(done);
}
