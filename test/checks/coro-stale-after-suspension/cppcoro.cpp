// RUN: %lint %s
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <map>
#include <string>

cppcoro::task<std::string> load(int id);

class Cache {
  std::map<int, std::string> pages;
  std::map<int, std::string> guarded;
  cppcoro::async_mutex mutex;

public:
  cppcoro::task<std::string> get(int id) {
    auto &page = pages[id];
    if (page.empty())
      page = co_await load(id);
    // CHECK: [[#@LINE-1]]:7: remark: 'page' may be invalid after the suspension: meanwhile 'forget' can change 'pages' [coro-stale-after-suspension]
    co_return page;
  }
  cppcoro::task<std::string> looks_again(int id) {
    if (!pages.contains(id)) {
      std::string page = co_await load(id);
      pages[id] = std::move(page);
    }
    co_return pages[id];
  }
  cppcoro::task<std::string> locks(int id) {
    auto lock = co_await mutex.scoped_lock_async();
    auto &page = guarded[id];
    if (page.empty())
      page = co_await load(id);
    co_return page;
  }
  void forget(int id) { pages.erase(id); }
  cppcoro::task<void> forget_guarded(int id) {
    auto lock = co_await mutex.scoped_lock_async();
    guarded.erase(id);
  }
};
