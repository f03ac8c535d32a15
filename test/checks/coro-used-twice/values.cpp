// Values that were moved into the call of a coroutine.
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO
#include <any/task.h>
#include <string>
#include <utility>
#include <vector>

struct Letter {
  std::string to;
  std::vector<char> text;
};
task<int> deliver(Letter letter);
task<int> look_at(const Letter &letter);
void prepare();
task<int> load(int id);
void report(const std::string &to);
Letter next();

// --- in the condition of a loop

task<int> tried_again(Letter letter) {
  while (co_await deliver(std::move(letter)) != 0) {
    // CHECK: [[#@LINE-1]]:37: warning: 'letter' is moved away in each round, and is empty from the second on [coro-used-twice]
    prepare();
  }
  co_return 1;
}
task<int> tried_again_behind(Letter letter) {
  do {
    prepare();
  } while (co_await deliver(std::move(letter)) != 0);
  // CHECK: [[#@LINE-1]]:39: warning: 'letter' is moved away in each round
  co_return 1;
}
task<int> filled_again(Letter letter) {
  while (co_await deliver(std::move(letter)) != 0)
    letter = next();
  co_return 1;
}

// --- elements

task<int> element_read_again(std::vector<Letter> letters) {
  for (auto &letter : letters) {
    int failed = co_await deliver(std::move(letter));
    if (failed)
      report(letter.to);
    // CHECK: [[#@LINE-1]]:14: warning: 'letter' is read after it was moved into 'deliver'
  }
  co_return 1;
}
task<int> each_element_once(std::vector<Letter> letters) {
  for (auto &letter : letters) {
    report(letter.to);
    if (co_await deliver(std::move(letter)) != 0) {
      letter = next();
      report(letter.to);
    }
  }
  co_return 1;
}
// What a parameter refers to may be filled by others.
task<int> of_the_caller(Letter &letter) {
  co_await deliver(std::move(letter));
  report(letter.to);
  co_return 1;
}

// --- behind a catch

task<int> read_in_the_handler(Letter letter) {
  try {
    co_await deliver(std::move(letter));
  } catch (...) {
    report(letter.to);
    // CHECK: [[#@LINE-1]]:12: warning: 'letter' is read after it was moved into 'deliver'
  }
  co_return 1;
}
task<int> thrown_before(Letter letter) {
  try {
    prepare();
    co_await deliver(std::move(letter));
  } catch (...) {
    report(letter.to);
  }
  co_return 1;
}
task<int> another_is_thrown(Letter letter) {
  try {
    co_await deliver(std::move(letter));
  } catch (...) {
  }
  try {
    co_await load(1);
  } catch (...) {
    letter = next();
    report(letter.to);
  }
  co_return 1;
}
task<int> filled_in_the_handler(Letter letter) {
  try {
    co_await deliver(std::move(letter));
  } catch (...) {
    letter = next();
    report(letter.to);
  }
  co_return 1;
}

// --- a task that is kept

task<int> read_while_it_runs(Letter letter) {
  auto job = deliver(std::move(letter));
  report(letter.to);
  // CHECK: [[#@LINE-1]]:10: warning: 'letter' is read after it was moved into 'deliver'
  co_return co_await std::move(job);
}
task<int> filled_while_it_runs(Letter letter) {
  auto job = deliver(std::move(letter));
  letter = next();
  report(letter.to);
  co_return co_await std::move(job);
}
task<int> only_referred_to(Letter letter) {
  int seen = co_await look_at(std::move(letter));
  report(letter.to);
  co_return seen;
}
