// RUN: %lint %s
// Private coroutines that one function starts: beside each other, or in turn.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <list>
#include <memory>
#include <string>

namespace asio = boost::asio;
using namespace boost::asio::experimental::awaitable_operators;

asio::awaitable<bool> say(std::string line);
asio::awaitable<void> rest();

class Gathered {
  std::list<std::string> lines;
  asio::awaitable<void> writes() {
    for (const std::string &line : lines)
      // CHECK: [[#@LINE-1]]:36: remark: the loop over 'lines' goes on with an iterator that may be invalid after the suspension: meanwhile 'drops' can change 'lines' [coro-stale-after-suspension]
      if (!co_await say(line))
        break;
  }
  asio::awaitable<void> drops() {
    co_await rest();
    lines.remove("");
  }

public:
  asio::awaitable<void> run() { co_await (rest() && writes() && drops()); }
};

class LetGo {
  std::list<std::string> lines;
  asio::any_io_executor executor;
  asio::awaitable<void> writes() {
    for (const std::string &line : lines)
      // CHECK: [[#@LINE-1]]:36: remark: the loop over 'lines' goes on with an iterator that may be invalid
      if (!co_await say(line))
        break;
  }
  asio::awaitable<void> drops() {
    co_await rest();
    lines.remove("");
  }

public:
  void start() {
    asio::co_spawn(executor, writes(), asio::detached);
    asio::co_spawn(executor, drops(), asio::detached);
  }
};

class InTurn {
  std::list<std::string> lines;
  asio::any_io_executor executor;
  asio::awaitable<void> writes() {
    for (const std::string &line : lines)
      if (!co_await say(line))
        break;
  }
  asio::awaitable<void> drops() {
    co_await rest();
    lines.remove("");
  }
  asio::awaitable<void> works() {
    co_await (writes() && rest());
    co_await (drops() && rest());
  }

public:
  void start() { asio::co_spawn(executor, works(), asio::detached); }
};

class LetGoBehind {
  std::list<std::string> lines;
  asio::any_io_executor executor;
  asio::awaitable<void> writes() {
    for (const std::string &line : lines)
      if (!co_await say(line))
        break;
  }
  asio::awaitable<void> drops() {
    co_await rest();
    lines.remove("");
  }

public:
  asio::awaitable<void> works() {
    co_await writes();
    asio::co_spawn(executor, drops(), asio::detached);
  }
};

// Coroutines that are given their object, and keep it.
class Shared : public std::enable_shared_from_this<Shared> {
  std::list<std::string> lines;
  std::list<std::string> hers;
  asio::any_io_executor executor;
  static asio::awaitable<void> writes(std::shared_ptr<Shared> self) {
    for (const std::string &line : self->lines)
      // CHECK: [[#@LINE-1]]:36: remark: the loop over 'lines' goes on with an iterator that may be invalid
      if (!co_await say(line))
        break;
  }
  static asio::awaitable<void> writes_what_is_in(Shared mine) {
    for (const std::string &line : mine.lines)
      if (!co_await say(line))
        break;
  }

public:
  void start() {
    auto self = shared_from_this();
    asio::co_spawn(executor, writes(self), asio::detached);
    asio::co_spawn(
        executor,
        [self]() -> asio::awaitable<void> {
          for (const std::string &line : self->hers)
            // CHECK: [[#@LINE-1]]:42: remark: the loop over 'hers' goes on with an iterator that may be invalid
            if (!co_await say(line))
              break;
        },
        asio::detached);
  }
  void forget(const std::string &line) {
    lines.remove(line);
    hers.remove(line);
  }
};
