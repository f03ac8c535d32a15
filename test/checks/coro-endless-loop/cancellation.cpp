// RUN: %lint %s --option=coro-endless-loop.Cancellation=note --prefix=ON
// RUN: %lint %s
// A loop without an end has to let the exception out by which its coroutine is
// cancelled: else it turns for ever, as every await in it throws again.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdlib>
#include <exception>
#include <mini/coro.h>
#include <system_error>

namespace asio = boost::asio;
void tell(const char *words);
[[noreturn]] void give_up();
asio::awaitable<void> serve(int client);
asio::awaitable<int> accept();
asio::awaitable<bool> rest();
mini::task<int> next();

asio::awaitable<void> serves() {
  for (;;)
    try {
      co_await serve(co_await accept());
    } catch (const std::exception &e) {
      // ON: [[#@LINE-1]]:7: remark: this catches the cancellation as well, and the loop goes on, for ever [coro-endless-loop]
      // ON: [[#@LINE-3]]:22: note: once the coroutine is cancelled, this throws in every round
      tell(e.what());
    }
}
mini::task<> with_everything_caught(int &sum) {
  while (true) {
    tell("round");
    try {
      sum += co_await next();
      if (sum > 9)
        co_return;
    } catch (...) {
      // ON: [[#@LINE-1]]:7: remark: this catches the cancellation as well
      // ON: [[#@LINE-5]]:14: note: once the coroutine is cancelled
      tell("failed");
    }
  }
}
mini::task<> in_a_loop_within(int &sum) {
  do {
    try {
      for (int i = 0; i < 3; ++i) {
        if (i == 2)
          break;
        sum += co_await next();
      }
    } catch (...) {
      // ON: [[#@LINE-1]]:7: remark: this catches the cancellation as well
      // ON: [[#@LINE-4]]:16: note: once the coroutine is cancelled
    }
  } while (1);
}

// It goes on, or out.
asio::awaitable<void> leaves_the_loop() {
  for (;;)
    try {
      co_await serve(co_await accept());
    } catch (const std::exception &e) {
      tell(e.what());
      break;
    }
}
asio::awaitable<void> throws_again(bool stopped) {
  for (;;)
    try {
      co_await serve(co_await accept());
    } catch (...) {
      if (stopped)
        throw;
    }
}
asio::awaitable<void> ends_the_program() {
  for (;;)
    try {
      co_await serve(co_await accept());
    } catch (...) {
      give_up();
    }
}
asio::awaitable<void> asks_before(const bool &stopped) {
  while (true) {
    if (stopped)
      co_return;
    try {
      co_await serve(co_await accept());
    } catch (...) {
    }
  }
}
asio::awaitable<void> has_a_condition(const bool &running) {
  while (running)
    try {
      co_await serve(co_await accept());
    } catch (...) {
    }
}
asio::awaitable<void> awaits_outside_as_well() {
  while (true) {
    co_await rest();
    try {
      co_await serve(co_await accept());
    } catch (...) {
    }
  }
}
asio::awaitable<void> tells_errors_apart() {
  while (true)
    try {
      co_await serve(co_await accept());
    } catch (const std::system_error &) {
      throw;
    } catch (const std::exception &) {
    }
}
asio::awaitable<void> has_an_end() {
  for (int i = 0; i < 3; ++i)
    try {
      co_await serve(co_await accept());
    } catch (...) {
    }
}
