// The second way to mend a dropped task: start it on its own, with the library's
// words for that, where its header is there.
//
// RUN: %lint-second-fix %s --prefix=FIXED-ASIO -- -DON_ASIO
// RUN: %lint-second-fix %s --prefix=FIXED-COBALT -- -DON_COBALT
// RUN: %lint-second-fix %s --prefix=FIXED-FOLLY -- -DON_FOLLY
// RUN: %lint-second-fix %s --prefix=FIXED-ASYNC_SIMPLE -- -DON_ASYNC_SIMPLE
// RUN: %lint-second-fix %s --prefix=FIXED-TMC -- -DON_TMC
// RUN: not %lint-second-fix %s -- -DON_COBALT_WITHOUT_SPAWN 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: no finding has a second fix
#include <utility>
#if defined(ON_ASIO)
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
boost::asio::awaitable<void> save(int row);
boost::asio::awaitable<void> asio() {
  save(1);
  // FIXED-ASIO:  boost::asio::co_spawn(co_await boost::asio::this_coro::executor, save(1), boost::asio::detached);
  co_return;
}
#elif defined(ON_COBALT)
#include <boost/asio/detached.hpp>
#include <boost/cobalt/spawn.hpp>
#include <boost/cobalt/task.hpp>
#include <boost/cobalt/this_coro.hpp>
boost::cobalt::task<void> save(int row);
boost::cobalt::task<void> cobalt() {
  save(2);
  // FIXED-COBALT:  boost::cobalt::spawn(co_await boost::cobalt::this_coro::executor, save(2), boost::asio::detached);
  co_return;
}
#elif defined(ON_FOLLY)
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Task.h>
folly::coro::Task<void> save(int row);
folly::coro::Task<void> folly_coro() {
  save(3);
  // FIXED-FOLLY:  folly::coro::co_withExecutor(co_await folly::coro::co_current_executor, save(3)).start([](auto &&) {});
  co_return;
}
#elif defined(ON_ASYNC_SIMPLE)
#include <async_simple/coro/Lazy.h>
async_simple::coro::Lazy<void> save(int row);
async_simple::coro::Lazy<void> async_simple_coro() {
  save(4);
  // FIXED-ASYNC_SIMPLE:  save(4).start([](auto &&) {});
  co_return;
}
#elif defined(ON_TMC)
#include <tmc/spawn.hpp>
#include <tmc/task.hpp>
tmc::task<void> save(int row);
tmc::task<void> too_many_cooks() {
  save(5);
  // FIXED-TMC:  tmc::spawn(save(5)).detach();
  co_return;
}
#elif defined(ON_COBALT_WITHOUT_SPAWN)
// Without the header there is no second way.
#include <boost/cobalt/task.hpp>
boost::cobalt::task<void> save(int row);
boost::cobalt::task<void> without_spawn() {
  save(6);
  co_return;
}
#endif
