// RUN: %lint %s
#include <boost/asio.hpp>
#include <boost/redis/connection.hpp>
#include <chrono>
#include <string>
#include <thread>

namespace asio = boost::asio;
namespace redis = boost::redis;
using boost::system::error_code;

asio::awaitable<std::string> waited_for(redis::connection &of, const redis::request &request) {
  redis::response<std::string> answer;
  of.async_exec(request, answer, asio::use_future).get();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'get' blocks the coroutine's thread: it parks the thread until the result is there [coro-blocking-call]
  co_return std::get<0>(answer);
}
asio::awaitable<std::string> awaited(redis::connection &of, const redis::request &request) {
  redis::response<std::string> answer;
  co_await of.async_exec(request, answer, asio::use_awaitable);
  co_return std::get<0>(answer);
}

void by_handlers(redis::connection &of, const redis::request &request, redis::response<int> &answer) {
  of.async_exec(request, answer, [](error_code, std::size_t) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread: it parks the thread until the time is over
  });
  of.async_receive2([](error_code) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread
  });
  of.async_run(redis::config(), asio::detached);
}

// Without a token it begins when it is awaited.
asio::awaitable<void> dropped(redis::connection &of, const redis::request &request) {
  of.async_exec(request);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'async_exec' is not awaited, so it never runs [coro-unawaited-task]
  co_await of.async_exec(request, redis::ignore, asio::use_awaitable);
}

// One request may change what the next one reads.
asio::awaitable<int> in_order(redis::connection &of, const redis::request &set, const redis::request &get) {
  redis::response<int> before, after;
  co_await of.async_exec(set, before, asio::use_awaitable);
  co_await of.async_exec(get, after, asio::use_awaitable);
  co_await of.async_receive2(asio::use_awaitable);
  co_return std::get<0>(before) + std::get<0>(after);
}
