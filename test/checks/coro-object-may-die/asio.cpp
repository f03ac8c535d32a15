// RUN: %lint %s
#include <boost/asio.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> rest() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  co_await timer.async_wait(asio::use_awaitable);
}
void use(int n);

struct Session : std::enable_shared_from_this<Session> {
  asio::any_io_executor executor;
  int count = 0;

  asio::awaitable<void> reader() {
    co_await rest();
    ++count;
  }
  asio::awaitable<void> keeps_itself() {
    auto self = shared_from_this();
    co_await rest();
    ++count;
  }
  asio::awaitable<void> looks_whether_it_is_there() {
    auto weak = weak_from_this();
    co_await rest();
    if (auto self = weak.lock())
      use(self->count);
  }
  asio::awaitable<void> given(std::shared_ptr<Session> self) {
    co_await rest();
    use(self->count + count);
  }
  asio::awaitable<void> uses_it_at_once() {
    int n = count;
    co_await rest();
    use(n);
  }

  void starts() {
    asio::co_spawn(executor, reader(), asio::detached);
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'reader' is suspended: nothing of the coroutine keeps it [coro-object-may-die]
    // CHECK: [[#@LINE-26]]:7: note: it is used here, behind a suspension
    // CHECK: [[#@LINE-3]]:5: note: 'Session' is shared: let the coroutine have a pointer of its own, 'auto self = shared_from_this();'
  }
  void starts_by_a_lambda() {
    asio::co_spawn(executor, [this] { return reader(); }, asio::detached);
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'reader' is suspended
  }
  void starts_by_a_coroutine() {
    asio::co_spawn(
        // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while 'reader' is suspended
        executor, [this]() -> asio::awaitable<void> { co_await reader(); }, asio::detached);
  }
  // The lambda is the coroutine.
  void starts_a_lambda() {
    asio::co_spawn(
        // CHECK: [[#@LINE-1]]:5: remark: the object may be gone while the lambda is suspended: nothing of the coroutine keeps it
        // CHECK: [[#@LINE+5]]:13: note: it is used here, behind a suspension
        // CHECK: [[#@LINE-3]]:5: note: 'Session' is shared: let the coroutine have a pointer of its own, 'self = shared_from_this()'
        executor,
        [this]() -> asio::awaitable<void> {
          co_await rest();
          ++count;
        },
        asio::detached);
  }

  void keeps() {
    asio::co_spawn(
        executor,
        [this, self = shared_from_this()]() -> asio::awaitable<void> {
          co_await rest();
          ++count;
        },
        asio::detached);
    asio::co_spawn(
        executor,
        [this]() -> asio::awaitable<void> {
          auto self = shared_from_this();
          co_await rest();
          ++count;
        },
        asio::detached);
    asio::co_spawn(
        executor,
        [this]() -> asio::awaitable<void> {
          int n = count;
          co_await rest();
          use(n);
        },
        asio::detached);
    asio::co_spawn(executor, keeps_itself(), asio::detached);
    asio::co_spawn(executor, looks_whether_it_is_there(), asio::detached);
    asio::co_spawn(executor, given(shared_from_this()), asio::detached);
    asio::co_spawn(executor, uses_it_at_once(), asio::detached);
    asio::co_spawn(executor, [self = shared_from_this()] { return self->reader(); }, asio::detached);
    asio::co_spawn(executor, [this, self = shared_from_this()] { return reader(); }, asio::detached);
    auto self = shared_from_this();
    asio::co_spawn(executor, [this, self]() -> asio::awaitable<void> { co_await reader(); }, asio::detached);
    asio::co_spawn(executor, reader(), [self](std::exception_ptr) {});
  }
  asio::awaitable<void> awaits() {
    co_await reader();
    co_await asio::co_spawn(executor, reader(), asio::use_awaitable);
  }
};
