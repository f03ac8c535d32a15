// RUN: %lint %s
// What a library's macro does is the library's affair, what our own does is ours.
#include <mini/coro.h>
#include <mini/expect.h>

void die();

mini::task<> expects_death() {
  MINI_EXPECT_DEATH(die());
  co_return;
}

#define OUR_OWN_PAUSE() ::sleep(1)

mini::task<> by_a_macro_of_our_own() {
  OUR_OWN_PAUSE();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep' blocks the coroutine's thread
  co_return;
}
