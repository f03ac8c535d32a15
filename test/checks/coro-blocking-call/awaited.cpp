// RUN: %lint %s
// get() of what was awaited before, as C++/WinRT allows it.
#include <winrt/Windows.Foundation.h>
#include <winrt/base.h>

using winrt::Windows::Foundation::IAsyncOperation;

IAsyncOperation<int> measure();

IAsyncOperation<int> awaited_first() {
  auto size = measure();
  co_await size;
  co_return size.get();
}

IAsyncOperation<int> another_by_then() {
  auto size = measure();
  co_await size;
  size = measure();
  co_return size.get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}

IAsyncOperation<int> another_call() {
  co_await measure();
  co_return measure().get();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'get' blocks the coroutine's thread
}
