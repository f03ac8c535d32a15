// RUN: %lint-fix %s
// A reference stays one, where the library keeps it; where it would be copied,
// there is no fix.
#include <coro/task.hpp>
#include <coro/when_all.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

coro::task<std::string &> kept(std::string &text) {
  co_await tick{};
  co_return text;
}
cppcoro::task<std::string &> copied(std::string &text) {
  co_await tick{};
  co_return text;
}

coro::task<int> references_are_kept() {
  std::string a, b;
  std::string &x = co_await kept(a);
  std::string &y = co_await kept(b);
  x = y;
  co_return static_cast<int>(a.size());
}
// FIXED:  auto [x_result, y_result] = co_await coro::when_all(kept(a), kept(b));
// FIXED-NEXT:  std::string &x = x_result.return_value();
// FIXED-NEXT:  std::string &y = y_result.return_value();
cppcoro::task<int> references_would_be_copied() {
  std::string a, b;
  std::string &x = co_await copied(a);
  std::string &y = co_await copied(b);
  x = y;
  co_return static_cast<int>(a.size());
}
