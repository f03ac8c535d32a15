// RUN: %lint-fix %s
#include <boost/asio.hpp>
#include <memory>

namespace asio = boost::asio;

asio::awaitable<void> rest();
struct Session : std::enable_shared_from_this<Session> {
  asio::any_io_executor executor;
  int count = 0;

  asio::awaitable<void> reader() {
    co_await rest();
    ++count;
    // FIXED:    auto self = shared_from_this();
    // FIXED-NEXT:    co_await rest();
  }
  asio::awaitable<void> writer() { co_await rest(), ++count; }
  // FIXED:  asio::awaitable<void> writer() { auto self = shared_from_this(); co_await rest(), ++count; }
  void starts() {
    asio::co_spawn(executor, reader(), asio::detached);
    asio::co_spawn(executor, [this] { return writer(); }, asio::detached);
    asio::co_spawn(executor, [this]() -> asio::awaitable<void> { co_await rest(), ++count; }, asio::detached);
    // FIXED:    asio::co_spawn(executor, [this, self = shared_from_this()]() -> asio::awaitable<void> { co_await rest(), ++count; }, asio::detached);
  }
};

// Of a template the base has to be asked for by name.
template <class Codec> struct Coded : std::enable_shared_from_this<Coded<Codec>> {
  asio::any_io_executor executor;
  int count = 0;

  asio::awaitable<void> reader() {
    co_await rest();
    ++count;
    // FIXED:    auto self = this->shared_from_this();
    // FIXED-NEXT:    co_await rest();
  }
  void starts() { asio::co_spawn(executor, reader(), asio::detached); }
};
template struct Coded<int>;
