// Objects that a container or a pointer owns, whose coroutines are let go: who
// takes one out ends it.
//
// RUN: %lint %s
#include <boost/asio.hpp>
#include <functional>
#include <map>
#include <memory>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> rest() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  co_await timer.async_wait(asio::use_awaitable);
}

struct Link {
  int count = 0;
  asio::awaitable<void> serve() {
    co_await rest();
    ++count;
    // CHECK: [[#@LINE-1]]:7: remark: the object may be gone: 'drop' may end it while 'serve' is suspended
  }
  asio::awaitable<void> needs_nothing() { co_await rest(); }
};
class Server {
  asio::any_io_executor executor;
  std::map<int, std::unique_ptr<Link>> links;

public:
  void accept(int id) {
    auto link = std::make_unique<Link>();
    asio::co_spawn(executor, link->serve(), asio::detached);
    asio::co_spawn(executor, link->needs_nothing(), asio::detached);
    links.emplace(id, std::move(link));
  }
  void drop(int id) { links.erase(id); }
};

// By value.
struct Room {
  int count = 0;
  asio::awaitable<void> run() {
    co_await rest();
    ++count;
    // CHECK: [[#@LINE-1]]:7: remark: the object may be gone: 'close' may end it while 'run' is suspended
  }
};
class Rooms {
  asio::any_io_executor executor;
  std::map<int, Room> rooms;

public:
  void open(int id) {
    asio::co_spawn(executor, rooms[id].run(), asio::detached);
  }
  void close(int id) { rooms.erase(id); }
};

// One who has it may be told of the end.
struct Told {
  std::function<void()> done;
  int count = 0;
  asio::awaitable<void> run() {
    co_await rest();
    ++count;
    done();
  }
};
class Tellers {
  asio::any_io_executor executor;
  std::map<int, std::unique_ptr<Told>> all;

public:
  void start(int id) {
    asio::co_spawn(executor, all[id]->run(), asio::detached);
    all[id]->done = [this, id] { all.erase(id); };
  }
};

// Whoever takes it out waits for it first.
struct Joined {
  int count = 0;
  asio::awaitable<void> run() {
    co_await rest();
    ++count;
  }
};
class Joiners {
  asio::any_io_executor executor;
  std::map<int, std::unique_ptr<Joined>> all;
  std::thread thread;
  asio::awaitable<void> stopped(int id);

public:
  void start(int id) {
    asio::co_spawn(executor, all[id]->run(), asio::detached);
  }
  void stop(int id) {
    thread.join();
    all.erase(id);
  }
  asio::awaitable<void> stop_and_wait(int id) {
    co_await stopped(id);
    all.erase(id);
  }
};

// Only its owner has it, and all are cleared when nothing runs any more.
struct Cleared {
  int count = 0;
  asio::awaitable<void> run() {
    co_await rest();
    ++count;
  }
};
class Owner {
  asio::any_io_executor executor;
  std::vector<std::unique_ptr<Cleared>> all;

public:
  void start() { asio::co_spawn(executor, all[0]->run(), asio::detached); }
  void shut_down() { all.clear(); }
};

// The coroutine has a part in it.
struct Shared {
  int count = 0;
  asio::awaitable<void> run(std::shared_ptr<Shared> self) {
    co_await rest();
    ++count;
  }
};
class Sharers {
  asio::any_io_executor executor;
  std::map<int, std::shared_ptr<Shared>> all;

public:
  void start(int id) {
    asio::co_spawn(executor, all[id]->run(all[id]), asio::detached);
  }
  void stop(int id) { all.erase(id); }
};

// Its owner's last words.
struct Search {
  int count = 0;
  asio::awaitable<void> run() {
    co_await rest();
    ++count;
    // CHECK: [[#@LINE-1]]:7: remark: the object may be gone: 'cleared' may end it while 'run' is suspended
  }
};
class Window {
  asio::any_io_executor executor;
  std::unique_ptr<Search> search;

public:
  void typed() {
    search = std::make_unique<Search>();
    asio::co_spawn(executor, search->run(), asio::detached);
  }
  void cleared() { search.reset(); }
};
