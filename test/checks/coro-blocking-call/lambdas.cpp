// RUN: %lint %s
// Lambdas and local classes of one function are different functions, also where
// every unit has that function.
#include <mini/task.h>
#include <thread>
#include <unistd.h>

void spawn(mini::task<>);
mini::task<> save();

struct broker {
  int given = 0;
  mini::task<> run() {
    auto count = [this] { return given > 0 ? given : 1; };
    std::thread([] { ::sleep(1); }).detach();
    given = count();
    co_return;
  }
};

inline mini::task<> beside_a_coroutine(int given) {
  auto pause = [&] { ::sleep(given); };
  pause();
  // CHECK: [[#@LINE-1]]:3: warning: the call of a lambda blocks the coroutine's thread: it comes to the call of 'sleep'
  spawn([&]() -> mini::task<> { co_await save(); }());
  co_await save();
}

template <class T> mini::task<> in_a_template(T given) {
  auto counts = [&] { return given + 1; };
  auto sleeps = [&] { ::sleep(given); };
  counts();
  sleeps();
  // CHECK: [[#@LINE-1]]:3: warning: the call of a lambda blocks the coroutine's thread
  co_return;
}
template mini::task<> in_a_template(unsigned);

inline mini::task<> local_classes(bool first) {
  if (first) {
    struct step {
      void run() { ::sleep(1); }
    };
    step().run();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'run' blocks the coroutine's thread
  } else {
    struct step {
      void run() {}
    };
    step().run();
  }
  co_return;
}

#define TWO_LAMBDAS                                                            \
  auto one = [] { return 1; };                                                 \
  auto two = [] { ::sleep(1); }

inline mini::task<> out_of_one_macro() {
  TWO_LAMBDAS;
  one();
  two();
  // CHECK: [[#@LINE-1]]:3: warning: the call of a lambda blocks the coroutine's thread
  co_return;
}

inline constexpr auto at_namespace_scope = [] { ::sleep(1); };
inline constexpr auto beside_it = [] {};
static auto not_constant = [] { ::sleep(1); };

mini::task<> calls_them() {
  at_namespace_scope();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'at_namespace_scope' blocks the coroutine's thread
  beside_it();
  not_constant();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'not_constant' blocks the coroutine's thread
  co_return;
}
