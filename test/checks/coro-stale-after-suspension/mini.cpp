// RUN: %lint %s
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct never {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
void use(const std::string &s);
struct lock_of_coroutines {};
struct guard {
  explicit guard(lock_of_coroutines &mutex);
  ~guard();
  void unlock();
};

// Elements that somebody takes out.
class Rooms {
  std::map<int, std::string> rooms;
  std::unordered_map<int, std::string> hashed;
  std::map<int, std::unique_ptr<std::string>> owned;
  std::map<int, std::shared_ptr<std::string>> shared;

public:
  mini::task<void> by_iterator(int id) {
    auto it = rooms.find(id);
    co_await tick{};
    use(it->second);
    // CHECK: [[#@LINE-1]]:9: remark: 'it' may be invalid after the suspension: meanwhile 'leave' can change 'rooms' [coro-stale-after-suspension]
    // CHECK: [[#@LINE+108]]:5: note: 'leave' removes from it here
    // CHECK: [[#@LINE-4]]:5: note: it is suspended here
    // CHECK: [[#@LINE-6]]:5: note: 'it' was made here
  }
  mini::task<void> by_reference(int id) {
    auto &room = rooms[id];
    co_await tick{};
    use(room);
    // CHECK: [[#@LINE-1]]:9: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> by_pointer(int id) {
    auto it = rooms.find(id);
    auto *room = &it->second;
    co_await tick{};
    use(*room);
    // CHECK: [[#@LINE-1]]:10: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> by_view(int id) {
    std::string_view room = rooms.at(id);
    co_await tick{};
    use(std::string(room));
    // CHECK: [[#@LINE-1]]:21: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> by_its_parts(int id) {
    auto &[key, room] = *rooms.find(id);
    co_await tick{};
    use(room);
    // CHECK: [[#@LINE-1]]:9: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> by_what_it_inserted(int id) {
    auto [it, is_new] = rooms.try_emplace(id);
    co_await tick{};
    use(it->second);
    // CHECK: [[#@LINE-1]]:9: remark: 'it' may be invalid after the suspension
    if (is_new)
      co_await tick{};
  }
  mini::task<void> by_what_it_owns(int id) {
    auto &room = *owned.at(id);
    co_await tick{};
    use(room);
    // CHECK: [[#@LINE-1]]:9: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> all() {
    for (auto &[id, room] : rooms)
      // CHECK: [[#@LINE-1]]:29: remark: the loop over 'rooms' goes on with an iterator that may be invalid after the suspension: meanwhile 'leave' can change 'rooms'
      co_await tick{};
  }
  mini::task<void> all_by_copies() {
    for (auto [id, room] : rooms)
      // CHECK: [[#@LINE-1]]:28: remark: the loop over 'rooms' goes on with an iterator that may be invalid after the suspension
      co_await tick{};
  }
  mini::task<void> all_by_hand() {
    for (auto it = hashed.begin(); it != hashed.end(); ++it)
      // CHECK: [[#@LINE-1]]:58: remark: 'it' may be invalid after the suspension: meanwhile 'leave' can change 'hashed'
      co_await tick{};
  }

  mini::task<void> copies(int id) {
    std::string room = rooms[id];
    auto shares = shared[id];
    std::string &kept = *shared[id];
    co_await tick{};
    use(room + *shares + kept);
  }
  mini::task<void> looks_again(int id) {
    auto it = rooms.find(id);
    co_await tick{};
    it = rooms.find(id);
    use(it->second);
  }
  mini::task<void> asks_whether_it_is_there(int id) {
    auto &room = rooms[id];
    co_await tick{};
    if (!rooms.contains(id))
      co_return;
    use(room);
  }
  mini::task<void> uses_it_before(int id) {
    auto it = rooms.find(id);
    use(it->second);
    co_await tick{};
  }
  mini::task<void> leaves_after_it() {
    for (auto &[id, room] : rooms)
      if (room.empty()) {
        co_await tick{};
        co_return;
      }
  }
  mini::task<void> does_not_suspend(int id) {
    auto &room = rooms[id];
    co_await never{};
    use(room);
  }
  mini::task<void> of_a_local(std::map<int, std::string> given) {
    std::map<int, std::string> mine = std::move(given);
    for (auto &[id, room] : mine) {
      co_await tick{};
      use(room);
    }
  }
  mini::generator<int> gives() {
    for (auto &[id, room] : rooms)
      co_yield int(id);
  }
  void leave(int id) {
    rooms.erase(id);
    hashed.erase(id);
    owned.erase(id);
    shared.erase(id);
  }
};

// The lock is given back before the element is used.
class Released {
  std::map<int, std::string> rooms;
  lock_of_coroutines mutex;

public:
  mini::task<void> unlocks(int id) {
    guard lock(mutex);
    auto &room = rooms[id];
    co_await tick{};
    lock.unlock();
    use(room);
    // CHECK: [[#@LINE-1]]:9: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> has_it_until_the_end(int id) {
    guard lock(mutex);
    auto &room = rooms[id];
    co_await tick{};
    use(room);
  }
  void leave(int id) {
    guard lock(mutex);
    rooms.erase(id);
  }
};

// What was asked before may be otherwise now.
class Asked {
  std::map<int, std::string> rooms;
  bool open = true;

public:
  mini::task<void> before(int id) {
    if (!open)
      co_return;
    auto &room = rooms[id];
    co_await tick{};
    use(room);
    // CHECK: [[#@LINE-1]]:9: remark: 'room' may be invalid after the suspension
  }
  mini::task<void> again(int id) {
    auto &room = rooms[id];
    co_await tick{};
    bool is_open = open;
    if (is_open)
      use(room);
  }
  void close() {
    open = false;
    rooms.clear();
  }
};
