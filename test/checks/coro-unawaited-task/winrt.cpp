// RUN: %lint %s
#include <chrono>
#include <string>
#include <winrt/Windows.Foundation.h>
#include <winrt/base.h>

using winrt::fire_and_forget;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;
using namespace std::chrono_literals;

IAsyncAction save(std::wstring row);
IAsyncOperation<int> load(int id);
fire_and_forget report(std::wstring line);

IAsyncAction an_action_discarded() {
  save(L"started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so its error is lost [coro-unawaited-task]
  load(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load' is not awaited, so its error is lost
  co_return;
}
// An action holds itself until it is done: who can't await it drops it, as event
// handlers do.
void an_action_discarded_in_a_handler() {
  save(L"clicked");
  auto row = load(1);
}
IAsyncAction an_action_awaited() {
  co_await save(L"started");
  (void)co_await load(1);
}
IAsyncOperation<int> an_operation_returned() { return load(1); }

IAsyncAction an_operation_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost
  co_return;
}
IAsyncOperation<int> an_operation_awaited_on_one_path(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, its error is lost
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}

IAsyncAction actions_gathered_and_discarded() {
  winrt::when_all(save(L"one"), save(L"two"));
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'when_all' is not awaited, so its error is lost
  co_return;
}
IAsyncAction actions_gathered_and_awaited() {
  auto one = load(1), two = load(2);
  co_await winrt::when_all(one, two);
  int sum = one.GetResults() + two.GetResults();
  sum += co_await winrt::when_any(load(3), load(4));
  sum += co_await winrt::resume_agile(load(5));
}

void a_coroutine_that_nobody_awaits() { report(L"gone"); }
fire_and_forget a_handler() { co_await save(L"clicked"); }

// The rest goes on where it was, and at once.
IAsyncAction a_hop_discarded() {
  winrt::resume_background();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'resume_background' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
IAsyncAction a_hop_awaited() {
  winrt::apartment_context ui;
  co_await winrt::resume_background();
  co_await ui;
}
fire_and_forget a_hop_discarded_by_a_handler() {
  winrt::resume_background();
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'resume_background' is not awaited
  co_return;
}
fire_and_forget a_hop_awaited_by_a_handler(winrt::thread_pool &pool) { co_await pool; }

IAsyncAction a_delay_discarded() {
  winrt::resume_after(10ms);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'resume_after' is not awaited
  (void)winrt::resume_after(20ms);
  // CHECK: [[#@LINE-1]]:9: warning: the operation of 'resume_after' is not awaited
  co_return;
}
IAsyncAction a_delay_awaited() {
  using namespace winrt;
  co_await winrt::resume_after(10ms);
  co_await 20ms;
}

IAsyncAction a_signal_never_waited_for(void *handle) {
  auto wait = winrt::resume_on_signal(handle);
  // CHECK: [[#@LINE-1]]:15: warning: the operation in 'wait' is never awaited, so it never runs
  co_return;
}
IAsyncOperation<bool> a_signal_waited_for(void *handle) {
  auto wait = winrt::resume_on_signal(handle, 1s);
  co_return co_await wait;
}

IAsyncAction a_signal_dropped_by_an_early_return(void *handle, bool known) {
  auto wait = winrt::resume_on_signal(handle);
  // CHECK: [[#@LINE-1]]:15: warning: the operation in 'wait' is not awaited on every path; where it is not, it never runs
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return;
  co_await wait;
}
IAsyncAction a_signal_waited_for_on_both_paths(void *handle, bool known) {
  auto wait = winrt::resume_on_signal(handle);
  if (known) {
    co_await wait;
    co_return;
  }
  co_await wait;
}

void discarded_in_a_plain_function() { load(1); }
int waited_for_in_a_plain_function() { return load(1).get(); }
