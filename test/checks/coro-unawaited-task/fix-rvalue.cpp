// A task that is awaited as an rvalue.
// RUN: %lint-fix %s
#include <boost/asio/awaitable.hpp>
#include <utility>

namespace asio = boost::asio;

asio::awaitable<void> save(int row);

asio::awaitable<void> a_bare_name() {
  auto job = save(1);
  // FIXED:  auto job = save(1);
  job;
  // FIXED:  co_await std::move(job);
  co_return;
}

asio::awaitable<int> load(int id);
asio::awaitable<int> dropped_on_one_path(bool known) {
  auto row = load(1);
  if (known)
    co_return 0;
  co_return co_await std::move(row);
  // FIXED:asio::awaitable<int> dropped_on_one_path(bool known) {
  // FIXED:  if (known)
  // FIXED:  co_return co_await load(1);
}
