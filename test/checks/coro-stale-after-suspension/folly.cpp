// RUN: %lint %s
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <string>
#include <unordered_map>

folly::coro::Task<void> rest();

// A global, and functions that others know.
std::unordered_map<int, std::string> users;
folly::coro::Mutex users_mutex;

folly::coro::Task<std::string> name(int id) {
  auto it = users.find(id);
  co_await rest();
  co_return it->second;
  // CHECK: [[#@LINE-1]]:13: remark: 'it' may be invalid after the suspension: meanwhile 'forget' can change 'users' [coro-stale-after-suspension]
}
folly::coro::Task<std::string> copies(int id) {
  std::string found = users.at(id);
  co_await rest();
  co_return found;
}
void forget(int id) { users.erase(id); }

std::unordered_map<int, std::string> guests;
folly::coro::Task<std::string> guest(int id) {
  auto lock = co_await users_mutex.co_scoped_lock();
  auto &found = guests[id];
  co_await rest();
  co_return found;
}
folly::coro::Task<void> forget_guest(int id) {
  auto lock = co_await users_mutex.co_scoped_lock();
  guests.erase(id);
}
