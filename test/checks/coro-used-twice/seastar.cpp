// RUN: %lint %s
// A future is used up by what is chained to it.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <utility>

seastar::future<int> load(int id);

seastar::future<int> chained_and_awaited() {
  auto row = load(1);
  auto next = row.then([](int id) { return load(id); });
  co_await std::move(next);
  co_return co_await std::move(row);
  // CHECK: [[#@LINE-1]]:32: warning: 'row' is used again, but its result goes on to what was chained to it [coro-used-twice]
  // CHECK: [[#@LINE-4]]:15: note: it is chained here
}
seastar::future<int> awaited_only() {
  auto row = load(1);
  co_return co_await std::move(row);
}
seastar::future<int> chained_only() {
  auto row = load(1);
  co_return co_await row.then([](int id) { return load(id); });
}
seastar::future<int> chained_to_itself() {
  auto row = load(1);
  row = row.then([](int id) { return load(id); });
  co_return co_await std::move(row);
}
seastar::future<int> on_one_way(bool is_more) {
  auto row = load(1);
  if (is_more)
    co_return co_await row.then([](int id) { return load(id); });
  co_return co_await std::move(row);
}

seastar::future<int> keep(seastar::future<int> task);

// In a template nobody knows yet which operator the assignment is.
template <class Iterator, class Mapper>
seastar::future<int> folded(Iterator begin, Iterator end, Mapper mapper) {
  seastar::future<int> all = load(0);
  while (begin != end)
    all = mapper(*begin++).then([all = std::move(all)](int) mutable { return std::move(all); });
  return keep(std::move(all));
}
template <class Iterator, class Mapper>
seastar::future<int> folded_and_lost(Iterator begin, Iterator end, Mapper mapper) {
  seastar::future<int> all = load(0);
  while (begin != end)
    mapper(*begin++).then([all = std::move(all)](int) mutable { return std::move(all); });
  return keep(std::move(all));
  // CHECK: [[#@LINE-1]]:25: warning: 'all' is used after it was moved away
}
