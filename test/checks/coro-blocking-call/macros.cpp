// RUN: %lint %s
// What a library's macro does is the library's affair; what it is given is not.
#include <mini/coro.h>
#include <mini/expect.h>

void die();

mini::task<> expects_death() {
  MINI_EXPECT_DEATH(die());
  co_return;
}

mini::task<> blocks_in_an_argument() {
  MINI_EXPECT_DEATH(::sleep(2));
  // CHECK: [[#@LINE-1]]:21: warning: the call of 'sleep' blocks the coroutine's thread
  co_return;
}

mini::task<> by_another_name() {
  mini_sleep(1);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep' blocks the coroutine's thread
  co_return;
}

#define OUR_OWN_PAUSE() ::sleep(1)

mini::task<> by_a_macro_of_our_own() {
  OUR_OWN_PAUSE();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep' blocks the coroutine's thread
  co_return;
}
