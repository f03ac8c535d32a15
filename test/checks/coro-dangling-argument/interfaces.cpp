// Whoever implements an interface of lazy tasks is a coroutine, as a rule.
// RUN: %lint %s
#include <cppcoro/task.hpp>
#include <mini/coro.h>
#include <functional>
#include <string>
#include <utility>
#include <vector>

struct Api {
  virtual ~Api() = default;
  virtual cppcoro::task<int> get(const std::string &path) = 0;
  virtual cppcoro::task<int> get_by_value(std::string path) = 0;
  virtual mini::eager<int> begin(const std::string &path) = 0;
  virtual cppcoro::task<int> cached(const std::string &path) { return get_by_value(path); }
};

cppcoro::task<int> of_a_temporary(Api &api, int id) {
  return api.get(std::to_string(id));
  // CHECK: [[#@LINE-1]]:18: warning: this temporary is gone when the task of 'get' uses it: the task is returned [coro-dangling-argument]
}
cppcoro::task<int> awaited(Api &api, int id) { co_return co_await api.get(std::to_string(id)); }
cppcoro::task<int> of_what_is_given(Api &api, const std::string &path) { return api.get(path); }
cppcoro::task<int> by_value(Api &api, int id) { return api.get_by_value(std::to_string(id)); }
cppcoro::task<int> with_a_body(Api &api, int id) { return api.cached(std::to_string(id)); }
mini::eager<int> may_have_used_it(Api &api, int id) { return api.begin(std::to_string(id)); }

// So does what a function object was made of.
using Handler = std::function<cppcoro::task<int>(const std::string &)>;
cppcoro::task<int> a_temporary_kept(const Handler &handle, int id) {
  auto job = handle(std::to_string(id));
  // CHECK: [[#@LINE-1]]:21: warning: this temporary is gone when the task that this call makes uses it: the task is not awaited in this statement
  co_return co_await std::move(job);
}
struct Routes {
  std::vector<Handler> handlers;
  cppcoro::task<int> first(std::string path) { return handlers.front()(path); }
  // CHECK: [[#@LINE-1]]:72: warning: 'path' is gone when the task that this call makes uses it: the task is returned
  cppcoro::task<int> last(std::string path) { co_return co_await handlers.back()(path); }
  cppcoro::task<int> any(const std::string &path) { return handlers.front()(path); }
};
using Begun = std::function<mini::eager<int>(const std::string &)>;
mini::eager<int> may_have_used_it(const Begun &handle, int id) { return handle(std::to_string(id)); }
