// RUN: %corolint --dump=gather %s --models=%lib/mini/model.json -- -std=c++20 -isystem %lib | FileCheck %s --match-full-lines --implicit-check-not={{[0-9]:}}
#include <mini/coro.h>

mini::task<int> twice(int n) {
  co_await std::suspend_always{};
  co_return 2 * n;
}
mini::task<int> unseen(int n);

mini::task<int> coroutine() {
  int a = co_await twice(1);
  // CHECK:      [[#@LINE-1]]:11: independent, 2 awaits, with 'mini::when_all'
  int b = co_await twice(2);
  int c = co_await twice(b) + co_await twice(a);
  // CHECK-NEXT: [[#@LINE-1]]:11: in one expression, 2 awaits, with 'mini::when_all'
  auto d = unseen(3), e = unseen(4);
  int f = co_await d;
  // CHECK-NEXT: [[#@LINE-1]]:11: kept in locals, 2 awaits, with 'mini::when_all'
  int g = co_await e;
  co_return a + b + c + f + g;
}
