// RUN: %lint %s
#include <boost/asio.hpp>
#include <mutex>

namespace asio = boost::asio;

asio::awaitable<int> load(int id);

struct Cache {
  std::mutex mutex;
  int value = 0;

  asio::awaitable<int> over_an_operation(asio::steady_timer &timer) {
    std::lock_guard lock(mutex);
    // CHECK: [[#@LINE-1]]:21: warning: 'lock' keeps 'mutex' locked while the coroutine is suspended, so whoever wants it on this thread waits for ever [coro-lock-across-suspension]
    co_await timer.async_wait(asio::use_awaitable);
    co_return value;
  }
  asio::awaitable<int> before_an_operation(asio::steady_timer &timer) {
    int now = 0;
    {
      std::lock_guard lock(mutex);
      now = value;
    }
    co_await timer.async_wait(asio::use_awaitable);
    co_return now;
  }

  // Who runs this is known at once.
  asio::awaitable<void> asks_for_its_executor() {
    std::lock_guard lock(mutex);
    auto executor = co_await asio::this_coro::executor;
    asio::post(executor, [] {});
  }
  asio::awaitable<void> asks_and_then_waits() {
    std::lock_guard lock(mutex);
    // CHECK: [[#@LINE-1]]:21: warning: 'lock' keeps 'mutex' locked
    // CHECK: [[#@LINE+2]]:5: note: it is suspended by this co_await
    auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
  }
};

// A strand is the lock of a coroutine.
asio::awaitable<int> on_a_strand(asio::strand<asio::any_io_executor> strand) {
  co_await asio::dispatch(strand, asio::use_awaitable);
  co_return co_await load(1);
}
