// RUN: %lint %s
// Loops run where they belong.
#include <mini/coro.h>
#include <thread>

mini::task<int> load(int id);

int main() {
  mini::event_loop loop;
  loop.post([] {});
  loop.run();
  return mini::sync_wait(load(1));
}

int a_plain_function() { return mini::sync_wait(load(1)); }

mini::task<> awaits() { co_await load(1); }

mini::task<> stops_the_loop(mini::event_loop &loop) {
  loop.post([] {});
  loop.stop();
  co_return;
}

mini::task<> in_a_thread_of_its_own(mini::event_loop &loop) {
  std::thread([&] { loop.run(); }).detach();
  co_return;
}

mini::generator<int> a_generator_runs_on_its_callers_thread() {
  co_yield mini::sync_wait(load(1));
}

struct own_loop {
  void run();
};
mini::task<> another_thing_of_that_name(own_loop loop) {
  loop.run();
  co_return;
}

// Seen in cppcoro's tests: of two tasks that run together, one is the loop.
mini::task<int> work(mini::event_loop &loop);
mini::task<int> a_task_that_is_the_loops_thread(mini::event_loop &loop) {
  auto [n, m] = co_await mini::when_all(
      [&]() -> mini::task<int> {
        int n = co_await work(loop);
        loop.stop();
        co_return n;
      }(),
      [&]() -> mini::task<int> {
        loop.run();
        co_return 0;
      }());
  co_return n + m;
}

// As in cppcoro's documentation.
mini::task<> the_loop_as_a_task(mini::event_loop &loop) {
  loop.run();
  co_return;
}
