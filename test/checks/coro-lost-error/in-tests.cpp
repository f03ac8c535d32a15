// RUN: %lint %s --option=coro-lost-error.Detached=note
// RUN: %lint %s --option=coro-lost-error.Detached=note --prefix=NOT -- -DNO_TESTS
// In a test a requirement throws, and who drops that has it pass.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <framework/test.h>

namespace asio = boost::asio;

asio::awaitable<int> ask();
asio::awaitable<void> requires_it() {
  int answer = co_await ask();
  FRAMEWORK_REQUIRE(answer == 42);
}
asio::awaitable<void> only_notes() {
  int answer = co_await ask();
  FRAMEWORK_CHECK(answer == 42);
}
asio::awaitable<void> throws() {
  if (co_await ask() != 42)
    throw 1;
}

void together(asio::io_context &io) {
  asio::co_spawn(io, requires_it(), asio::detached);
  // CHECK: [[#@LINE-1]]:3: warning: an error of what 'co_spawn' starts is lost: nobody is told how it ended [coro-lost-error]
  // CHECK: 15:3: note: this can leave it
  asio::co_spawn(io, only_notes(), asio::detached);
  asio::co_spawn(io, throws(), asio::detached);
  // CHECK: [[#@LINE-1]]:3: warning: an error of what 'co_spawn' starts is lost
  // CHECK: 23:5: note: this can leave it
  // NOT: [[#@LINE-3]]:3: remark: an error of what 'co_spawn' starts is lost
  // NOT: 23:5: note: this can leave it
}

#ifndef NO_TESTS
FRAMEWORK_TEST_CASE(answers) {
  asio::io_context io;
  together(io);
}
#endif
