// RUN: %lint %s
// Loops that end by what they do, or hold up nobody.
#include <atomic>
#include <mini/coro.h>

mini::task<int> load(int id);
bool poll_once();
int next();

struct Stream {
  bool ready = false;
  void step();

  mini::task<int> does_what_it_waits_for() {
    while (!ready)
      step();
    co_return 1;
  }
  mini::task<int> runs_the_loop() {
    while (!ready)
      poll_once();
    co_return 1;
  }
  // No coroutine: its thread is its own.
  void waits_on_its_thread(std::atomic<bool> &done) {
    while (!done)
      ;
  }
};

mini::task<int> asks_until(std::atomic<int> &tries) {
  while (next() != 0)
    ++tries;
  co_return tries;
}

// A generator runs on its caller's thread.
mini::generator<int> of_a_generator(std::atomic<bool> &done) {
  while (!done)
    ;
  co_yield 1;
}

mini::task<int> of_its_own() {
  int left = 10;
  while (left)
    --left;
  co_return left;
}
