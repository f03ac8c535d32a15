// What the next round of a loop finds used up, and the fields of what was moved.
// RUN: %lint %s
#include <coroutine>
#include <mini/expect.h>
#include <string>
#include <utility>
#include <vector>

/// A task that is awaited as an rvalue only.
template <class T> struct [[nodiscard]] once {
  struct promise_type {
    once get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
  once(once &&) noexcept;
  once &operator=(once &&) noexcept;
  ~once();
  awaiter operator co_await() && noexcept;
};

struct Request {
  std::string url, body;
  int id = 0;
};
once<int> load();
once<int> send(std::string row);
once<int> post(Request what);
once<int> keep(std::vector<int> all);
void show(const std::string &row);
void use(int value);

// --- rounds

once<int> awaits_in_each_round() {
  auto job = load();
  for (int i = 0; i < 3; ++i)
    co_await std::move(job);
  // CHECK: [[#@LINE-1]]:24: warning: 'job' is awaited in each round, and such a task gives its result only once [coro-used-twice]
  co_return 1;
}
// A round that ended with an exception has used it up as well.
once<int> tries_again() {
  auto job = load();
  for (int i = 0; i < 3; ++i)
    try {
      co_return co_await std::move(job);
      // CHECK: [[#@LINE-1]]:36: warning: 'job' is awaited in each round, and such a task gives its result only once
    } catch (...) {
      use(i);
    }
  co_return 0;
}
once<int> makes_it_anew() {
  for (int i = 0; i < 3; ++i) {
    auto job = load();
    try {
      co_return co_await std::move(job);
    } catch (...) {
      use(i);
    }
  }
  co_return 0;
}
once<int> makes_it_anew_in_the_handler() {
  auto job = load();
  for (int i = 0; i < 3; ++i)
    try {
      co_return co_await std::move(job);
    } catch (...) {
      job = load();
    }
  co_return 0;
}
once<int> tries_once() {
  auto job = load();
  for (;;)
    try {
      co_return co_await std::move(job);
    } catch (...) {
      throw;
    }
}
once<int> shows_what_the_round_before_moved(std::string row, int times) {
  while (times--) {
    show(row);
    // CHECK: [[#@LINE-1]]:10: warning: 'row' is read after it was moved into 'send'
    co_await send(std::move(row));
  }
  co_return 1;
}
once<int> shows_what_was_filled_again(std::string row, int times) {
  while (times--) {
    show(row);
    co_await send(std::move(row));
    row = "next";
  }
  co_return 1;
}
once<int> moves_in_the_last_round(std::string row, int times) {
  for (int i = 0; i < times; ++i) {
    show(row);
    if (i == times - 1)
      co_await send(std::move(row));
  }
  co_return 1;
}
once<int> tries_until_it_works() {
  auto job = load();
  while (true) {
    int value = co_await std::move(job);
    // CHECK: [[#@LINE-1]]:36: warning: 'job' is awaited in each round, and such a task gives its result only once
    if (value > 0)
      co_return value;
  }
}
once<int> tries_with_a_new_one() {
  auto job = load();
  while (true) {
    int value = co_await std::move(job);
    if (value > 0)
      co_return value;
    job = load();
  }
}
once<int> awaits_in_the_first_round_only(const std::vector<int> &rows) {
  auto job = load();
  int sum = 0;
  for (int row : rows) {
    if (row == 0)
      sum += co_await std::move(job);
    sum += row;
  }
  co_return sum;
}
once<int> leaves_then(const std::vector<int> &rows) {
  auto job = load();
  for (int row : rows)
    if (row > 3) {
      co_await std::move(job);
      break;
    }
  co_return 0;
}
once<int> awaits_once_in_a_block_for_macros() {
  auto job = load();
  do {
    co_await std::move(job);
  } while (false);
  co_return 0;
}
once<int> sends_the_same_to_all(std::vector<int> peers, std::string text) {
  for (int peer : peers)
    use(co_await send(std::move(text)) + peer);
  // CHECK: [[#@LINE-1]]:33: warning: 'text' is moved away in each round, and is empty from the second on
  co_return 0;
}
once<int> sends_a_copy(std::vector<int> peers, std::string text) {
  for (int peer : peers) {
    std::string each = text;
    use(co_await send(std::move(each)) + peer);
  }
  co_return 0;
}
once<int> fills_again(std::vector<int> peers, std::string text) {
  for (int peer : peers) {
    text.append("x");
    use(co_await send(std::move(text)) + peer);
    text.clear();
  }
  co_return 0;
}

// --- fields, ranges

once<int> reads_a_field(Request what) {
  co_await post(std::move(what));
  show(what.url);
  // CHECK: [[#@LINE-1]]:8: warning: 'what' is read after it was moved into 'post'
  co_return 0;
}
once<int> asks_a_field(Request what) {
  co_await post(std::move(what));
  co_return what.body.size();
  // CHECK: [[#@LINE-1]]:13: warning: 'what' is read after it was moved into 'post'
}
once<int> reads_a_number(Request what) {
  co_await post(std::move(what));
  use(what.id);
  co_return what.id;
}
once<int> fills_a_field(Request what) {
  co_await post(std::move(what));
  what.url = "next";
  what.body.clear();
  show(what.url);
  co_return 0;
}
once<int> moves_one_field(Request what) {
  co_await send(std::move(what.body));
  show(what.url);
  co_return 0;
}
once<int> walks_what_is_gone() {
  std::vector<int> all{1, 2};
  co_await keep(std::move(all));
  for (int one : all)
    // CHECK: [[#@LINE-1]]:18: warning: 'all' is read after it was moved into 'keep'
    use(one);
  co_return 0;
}
once<int> walks_before() {
  std::vector<int> all{1, 2};
  for (int one : all)
    use(one);
  co_return co_await keep(std::move(all));
}
// A macro's loop has one round.
once<int> expects_an_error(std::string text) {
  MINI_EXPECT_THROW(co_await send(std::move(text)));
  co_return 0;
}
once<int> in_a_loop_of_its_own(std::string text) {
  do {
    use(co_await send(std::move(text)));
    // CHECK: [[#@LINE-1]]:33: warning: 'text' is moved away in each round, and is empty from the second on
  } while (mini::once_more());
  co_return 0;
}
