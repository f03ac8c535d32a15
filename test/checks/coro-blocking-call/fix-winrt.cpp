// RUN: %lint-fix %s
// The type says nothing of a result, for there is none.
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;

IAsyncAction save(int n);
IAsyncAction both() {
  save(1).get();
  // FIXED:  co_await save(1);
  IAsyncAction last = save(2);
  last.get();
  // FIXED:  co_await last;
  co_return;
}
