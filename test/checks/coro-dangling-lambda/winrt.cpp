// A pool calls what it is given, and lets it go when that has given its task.
// RUN: %lint %s
#include <chrono>
#include <memory>
#include <winrt/Windows.Foundation.h>
#include <winrt/Windows.System.Threading.h>

using namespace std::chrono_literals;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::System::Threading::ThreadPool;

struct Page {
  int drawn = 0;
  void draw();
};

void draws_later(std::shared_ptr<Page> page) {
  ThreadPool::RunAsync([page](IAsyncAction) -> IAsyncAction {
    // CHECK: [[#@LINE-1]]:24: warning: 'page' is read after its closure is gone: 'RunAsync' lets it go when the coroutine is first suspended [coro-dangling-lambda]
    // CHECK: [[#@LINE+2]]:5: note: it is read here
    co_await winrt::resume_after(1s);
    page->draw();
  });
}
// Nothing in the file calls a generic one: there is only its pattern.
void draws_later_with_any(std::shared_ptr<Page> page) {
  ThreadPool::RunAsync([page](auto &&) -> IAsyncAction {
    // CHECK: [[#@LINE-1]]:24: warning: 'page' is read after its closure is gone
    // CHECK: [[#@LINE+2]]:5: note: it is read here
    co_await winrt::resume_after(1s);
    page->draw();
  });
}
void draws_now(std::shared_ptr<Page> page) {
  ThreadPool::RunAsync([page](auto &&) -> IAsyncAction {
    page->draw();
    co_await winrt::resume_after(1s);
  });
}
void may_not_get_there(std::shared_ptr<Page> page, bool now) {
  ThreadPool::RunAsync([page, now](auto &&) -> IAsyncAction {
    if (!now) {
      co_await winrt::resume_after(1s);
      co_return;
    }
    page->draw();
  });
}
void keeps_a_copy(std::shared_ptr<Page> page) {
  ThreadPool::RunAsync([page](auto &&) -> IAsyncAction {
    auto own = page;
    co_await winrt::resume_after(1s);
    own->draw();
  });
}

template <class F> void click(F handler) { handler(); }
void handles(std::shared_ptr<Page> page) {
  click([page]() -> winrt::fire_and_forget {
    // CHECK: [[#@LINE-1]]:9: warning: 'page' is read after its closure is gone: 'click' lets it go
    co_await winrt::resume_after(1s);
    page->draw();
  });
  click([page]() -> winrt::fire_and_forget {
    auto own = page;
    co_await winrt::resume_after(1s);
    own->draw();
  });
}
