// RUN: %lint %s
#include <UE5Coro.h>
#include <chrono>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using namespace UE5Coro;

TCoroutine<int> Load(int Id);
TCoroutine<> Save(std::string Row);
TCoroutine<int> Show(const std::string &Row) {
  co_await Async::PlatformSeconds(0.1);
  co_return int(Row.size());
}

TCoroutine<int> Waits(TCoroutine<int> Other) {
  std::this_thread::sleep_for(100ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread: it parks the thread until the time is over [coro-blocking-call]
  // CHECK: [[#@LINE-2]]:3: note: what can be awaited instead: co_await UE5Coro::Async::PlatformSeconds(
  int One = Load(1).GetResult();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'GetResult' blocks the coroutine's thread: it parks the thread until the coroutine is done
  // CHECK: [[#@LINE-2]]:13: note: what can be awaited instead: co_await Load(1)
  Save("row").Wait();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'Wait' blocks the coroutine's thread: it parks the thread until the coroutine is done or the time is over
  Other.Wait(0);
  co_return One + Other.MoveResult();
  // CHECK: [[#@LINE-1]]:19: warning: the call of 'MoveResult' blocks the coroutine's thread: it parks the thread until the coroutine is done
}
TCoroutine<int> Awaits(TCoroutine<int> Other) {
  co_await Async::PlatformSeconds(0.1);
  int One = co_await Load(1);
  co_await Save("row");
  if (Other.IsDone())
    co_return One + Other.GetResult();
  co_await Other;
  co_return One + Other.GetResult() + TCoroutine<int>::FromResult(1).GetResult();
}

TCoroutine<int> OnThePool(TCoroutine<int> Other) {
  co_await Async::MoveToThreadPool();
  std::this_thread::sleep_for(100ms);
  int One = Other.GetResult();
  co_await Async::MoveToGameThread();
  co_return One;
}
TCoroutine<> OnAWorker() {
  co_await Async::PlatformSecondsAnyThread(0.1);
  std::this_thread::sleep_for(100ms);
}
TCoroutine<> OnTheGameThread() {
  co_await Async::MoveToGameThread();
  std::this_thread::sleep_for(100ms);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the coroutine's thread
}

// A coroutine runs by itself, an awaiter does not.
TCoroutine<> Discarded() {
  Save("row");
  auto Row = Load(1);
  Latent::Seconds(1);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'Seconds' is not awaited, though it is declared as something not to ignore [coro-unawaited-task]
  co_await Latent::Seconds(1);
}

// The first one is awaited, the other one runs on.
TCoroutine<int> TheFirstOf(int Id) {
  std::string One = std::to_string(Id), Two = One + "0";
  co_return co_await WhenAny(Show(One), Show(Two));
  // CHECK: [[#@LINE-1]]:35: warning: 'One' is gone when the task of 'Show' uses it: the task runs on when another one is done first [coro-dangling-argument]
  // CHECK: [[#@LINE-2]]:46: warning: 'Two' is gone when the task of 'Show' uses it
}
TCoroutine<int> TheFirstOfTwoThatKeepTheirs(int Id) {
  std::string One = std::to_string(Id), Two = One + "0";
  co_return co_await WhenAny(Save(One), Save(Two));
}

int main() { return Load(1).GetResult(); }
