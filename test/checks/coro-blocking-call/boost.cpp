// RUN: %lint %s
#include <boost/asio/awaitable.hpp>
#include <boost/atomic.hpp>
#include <string>

namespace asio = boost::asio;

// Mirrors Boost.Asio 1.81, whose header needs OpenSSL's.
namespace boost::asio::ssl {
struct context {
  void use_certificate_chain_file(const std::string &filename);
  void use_certificate_chain(const std::string &chain);
};
} // namespace boost::asio::ssl

asio::awaitable<int> waits(boost::atomic<int> &count, boost::atomic_flag &stopped) {
  count.wait(0);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until the value changes [coro-blocking-call]
  stopped.wait(false);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'wait' blocks the coroutine's thread: it parks the thread until the value changes
  co_return count.load();
}
asio::awaitable<void> tells(boost::atomic<int> &count) {
  count.store(1);
  count.notify_all();
  co_return;
}
asio::awaitable<void> reads_a_certificate(asio::ssl::context &context, std::string name, std::string pem) {
  context.use_certificate_chain_file(name);
  // CHECK: [[#@LINE-1]]:3: remark: the call of 'use_certificate_chain_file' blocks the coroutine's thread: it reads a file, which waits for the disk
  context.use_certificate_chain(pem);
  co_return;
}
