// RUN: %lint %s
// Objects whose end somebody knows, and tasks that somebody has.
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

// Whoever has it knows when it ends.
struct Owned {
  asio::any_io_executor executor;
  int count = 0;
  asio::awaitable<void> reader() {
    co_await rest();
    ++count;
  }
  void starts() { asio::co_spawn(executor, reader(), asio::detached); }
};

// Its end may wait for what it started.
struct Joins : std::enable_shared_from_this<Joins> {
  asio::thread_pool pool;
  int count = 0;
  ~Joins() { pool.join(); }
  asio::awaitable<void> reader() {
    co_await rest();
    ++count;
  }
  void starts() { asio::co_spawn(pool, reader(), asio::detached); }
};

struct Kept : std::enable_shared_from_this<Kept> {
  asio::any_io_executor executor;
  int count = 0;
  std::function<asio::awaitable<void>()> later;
  std::shared_ptr<Kept> parent;

  asio::awaitable<void> reader() {
    co_await rest();
    ++count;
  }
  // Who takes the pointer out of it knows when it does.
  asio::awaitable<void> has_a_member_that_keeps() {
    co_await rest();
    use(parent->count + count);
  }
  asio::awaitable<void> captures_itself() {
    co_await [self = shared_from_this()]() -> asio::awaitable<void> { co_await rest(); }();
    ++count;
  }
  asio::awaitable<void> only_says_so() {
    co_await rest();
    use(1);
  }
  void starts() {
    asio::co_spawn(executor, has_a_member_that_keeps(), asio::detached);
    asio::co_spawn(executor, captures_itself(), asio::detached);
    asio::co_spawn(executor, only_says_so(), asio::detached);
    later = [this] { return reader(); };
  }
  void waits() { asio::co_spawn(executor, reader(), asio::use_future).get(); }
  static asio::awaitable<void> of_nobody() { co_await rest(); }
  void starts_what_has_no_object() { asio::co_spawn(executor, of_nobody(), asio::detached); }
  void starts_another(Kept &other) { asio::co_spawn(executor, other.reader(), asio::detached); }
};
