// RUN: %lint %s
// Questions that do not need each other's answers, with checks between them.
#include <chrono>
#include <mini/task.h>
#include <optional>
#include <string>

struct database {
  mini::eager<std::optional<std::string>> get(std::string key) const;
  mini::eager<int> count(const std::string &table) const;
  mini::eager<int> next(const std::string &table) const;
  mini::eager<int> increment(std::string key);
};
struct not_found {};
void log(const std::string &line);

mini::eager<std::string> with_a_check_between(const database &of, std::string id) {
  auto name = co_await of.get("name/" + id);
  if (!name)
    throw not_found{};
  log("found " + *name);
  auto mail = co_await of.get("mail/" + id);
  // CHECK: [[#@LINE-1]]:15: remark: these 2 awaits look independent, but each starts only when the one before is done
  // CHECK: [[#@LINE-6]]:15: note: it need not wait for this one, nor for the checks between
  co_return *name + *mail;
}

mini::eager<int> needs_the_answer(const database &of) {
  auto name = co_await of.get("name");
  if (!name)
    co_return 0;
  co_return co_await of.count(*name);
}

mini::eager<int> needs_what_was_made_of_it(const database &of, std::string table) {
  auto name = co_await of.get("name");
  if (name)
    table += *name;
  int n = co_await of.count(table);
  co_return n;
}

mini::eager<int> changes_something(database &of) {
  auto name = co_await of.get("name");
  int n = co_await of.increment("count");
  co_return n + (name ? 1 : 0);
}

mini::eager<int> in_an_order(const database &of) {
  int a = co_await of.next("table");
  int b = co_await of.next("table");
  co_return a - b;
}

mini::eager<long> measured(const database &of) {
  auto begin = std::chrono::steady_clock::now();
  int n = co_await of.count("first");
  auto middle = std::chrono::steady_clock::now();
  n += co_await of.count("second");
  co_return (middle - begin).count() + n;
}

mini::eager<long> measured_and_dropped(const database &of) {
  (void)co_await of.count("first");
  auto middle = std::chrono::steady_clock::now();
  (void)co_await of.count("second");
  co_return middle.time_since_epoch().count();
}
