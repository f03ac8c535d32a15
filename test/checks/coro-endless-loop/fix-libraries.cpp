// RUN: %lint-fix %s
// How a coroutine lets others run is its library's.
// FIXED:#include <yaclib/coro/current_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/cobalt/op.hpp>
#include <boost/cobalt/promise.hpp>
#include <boost/cobalt/task.hpp>
#include <boost/cobalt/this_coro.hpp>
#include <kj/async.h>
#include <yaclib/coro/await.hpp>
#include <yaclib/coro/future.hpp>

namespace cobalt = boost::cobalt;

struct Stream {
  bool ready = false;

  cobalt::task<void> waits_in_a_task() {
    while (!ready) {
    }
    // FIXED:  cobalt::task<void> waits_in_a_task() {
    // FIXED-NEXT:    while (!ready) {
    // FIXED-NEXT:      co_await boost::asio::post(co_await cobalt::this_coro::executor, cobalt::use_op);
    co_return;
  }
  cobalt::promise<void> waits_in_a_promise() {
    while (!ready)
      ;
    // FIXED:    while (!ready)
    // FIXED-NEXT:      co_await boost::asio::post(co_await cobalt::this_coro::executor, cobalt::use_op);
    co_return;
  }
  kj::Promise<void> waits_with_kj() {
    while (!ready) {
    }
    // FIXED:      co_await kj::yield();
    co_return;
  }
  yaclib::Future<> waits_with_yaclib() {
    while (!ready) {
    }
    // FIXED:      co_await yaclib::Yield();
    co_return {};
  }
};
