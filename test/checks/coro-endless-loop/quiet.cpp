// RUN: %lint %s
// Loops that end by what they do, or hold up nobody.
#include <atomic>
#include <chrono>
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

// So short that nobody is waiting for the thread yet.
mini::task<int> spins_for_microseconds() {
  using clock = std::chrono::steady_clock;
  auto until = clock::now() + std::chrono::microseconds(10);
  while (clock::now() < until)
    ;
  auto start = clock::now();
  while (clock::now() - start < std::chrono::nanoseconds{500})
    ;
  co_return 1;
}

// What depends on a template's parameters is not known yet.
template <class T> struct Pool {
  struct Block {
    T held;
    Block *next;
  };
  std::atomic<std::size_t> used;

  mini::task<int> fill() {
    used.store(sizeof(Block));
    for (unsigned i = 0; i < sizeof(Block) * 100000000; ++i)
      used += i;
    while (sizeof(Block))
      if (next())
        co_return 1;
    while (used.exchange(sizeof(Block) == sizeof(T)))
      next();
    co_return 0;
  }
};
