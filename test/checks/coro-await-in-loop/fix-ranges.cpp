// RUN: %lint-fix %s
// What gathers a range of tasks differs: it takes iterators or a vector, wants
// a range that is not empty, keeps the errors, or there are errors to wait for.
// FIXED:#include <kj/vector.h>
// FIXED:#include <seastar/core/when_all.hh>
// FIXED:#include <tmc/spawn_many.hpp>
// FIXED:#include <unifex/when_all_range.hpp>
// FIXED:#include <yaclib/async/when_all.hpp>
// FIXED:#include <yaclib/util/fail_policy.hpp>
#include <concurrencpp/concurrencpp.h>
#include <kj/async.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <string>
#include <tmc/task.hpp>
#include <unifex/task.hpp>
#include <vector>
#include <yaclib/coro/await.hpp>
#include <yaclib/coro/future.hpp>

using Names = std::vector<std::string>;

namespace with_seastar {
seastar::future<std::string> fetch(const std::string &url);
seastar::future<> visit(const std::string &url);
seastar::future<std::string> all(const Names &urls) {
  std::string pages;
  for (const auto &url : urls)
    pages += co_await fetch(url);
  // FIXED:  std::vector<seastar::future<std::string>> futures;
  // FIXED-NEXT:  for (const auto &url : urls)
  // FIXED-NEXT:    futures.push_back(fetch(url));
  // FIXED-NEXT:  auto results = co_await seastar::when_all_succeed(std::move(futures));
  // FIXED-NEXT:  for (auto &&result : results)
  // FIXED-NEXT:    pages += std::move(result);
  co_return pages;
}
seastar::future<> ignored(const Names &urls) {
  for (const auto &url : urls)
    co_await visit(url);
  // FIXED:    futures.push_back(visit(url));
  // FIXED-NEXT:  co_await seastar::when_all_succeed(std::move(futures));
}
// What is done with one decides what the next one is given.
seastar::future<std::string> in_turn(std::string url, int hops) {
  for (int i = 0; i < hops; ++i)
    url = co_await fetch(url);
  co_return url;
}
} // namespace with_seastar

namespace with_tmc {
tmc::task<std::string> fetch(const std::string &url);
tmc::task<void> visit(const std::string &url);
tmc::task<std::string> all(const Names &urls) {
  std::string pages;
  for (const auto &url : urls)
    pages += co_await fetch(url);
  // FIXED:  std::vector<tmc::task<std::string>> tasks;
  // FIXED:  auto results = co_await tmc::spawn_many(tasks.begin(), tasks.end());
  // FIXED-NEXT:  for (auto &&result : results)
  // FIXED-NEXT:    pages += std::move(result);
  co_return pages;
}
tmc::task<void> ignored(const Names &urls) {
  for (const auto &url : urls) {
    co_await visit(url);
  }
  // FIXED:  for (const auto &url : urls) {
  // FIXED-NEXT:    tasks.push_back(visit(url));
  // FIXED-NEXT:  }
  // FIXED-NEXT:  co_await tmc::spawn_many(tasks.begin(), tasks.end());
}
} // namespace with_tmc

namespace with_unifex {
unifex::task<std::string> fetch(const std::string &url);
unifex::task<void> visit(const std::string &url);
unifex::task<std::string> all(const Names &urls) {
  std::string pages;
  for (const auto &url : urls)
    pages += co_await fetch(url);
  // FIXED:  std::vector<unifex::task<std::string>> tasks;
  // FIXED:  auto results = co_await unifex::when_all_range(std::move(tasks));
  // FIXED-NEXT:  for (auto &&result : results)
  // FIXED-NEXT:    pages += std::move(result);
  co_return pages;
}
unifex::task<void> ignored(const Names &urls) {
  for (const auto &url : urls)
    co_await visit(url);
  // FIXED:    tasks.push_back(visit(url));
  // FIXED-NEXT:  co_await unifex::when_all_range(std::move(tasks));
}
} // namespace with_unifex

// An error is thrown when all have ended: they may use what this frame has.
namespace with_concurrencpp {
concurrencpp::result<std::string> fetch(const std::string &url);
concurrencpp::result<void> visit(const std::string &url);
concurrencpp::lazy_result<void> later(const std::string &url);
concurrencpp::result<std::string> all(const Names &urls) {
  std::string pages;
  for (const auto &url : urls)
    pages += co_await fetch(url);
  // FIXED:  std::vector<concurrencpp::result<std::string>> results;
  // FIXED:    results.push_back(fetch(url));
  // FIXED-NEXT:  for (auto &result : results)
  // FIXED-NEXT:    result = co_await result.resolve();
  // FIXED-NEXT:  for (auto &&result : results)
  // FIXED-NEXT:    pages += co_await std::move(result);
  co_return pages;
}
concurrencpp::result<void> ignored(const Names &urls) {
  for (const auto &url : urls)
    co_await visit(url);
  // FIXED:    results.push_back(visit(url));
  // FIXED-NEXT:  for (auto &result : results)
  // FIXED-NEXT:    result = co_await result.resolve();
  // FIXED-NEXT:  for (auto &&result : results)
  // FIXED-NEXT:    co_await std::move(result);
}
// No function of the library gathers them.
concurrencpp::lazy_result<void> lazy(const Names &urls) {
  for (const auto &url : urls)
    co_await later(url);
  // FIXED:    co_await later(url);
}
} // namespace with_concurrencpp

namespace with_yaclib {
yaclib::Future<std::string> fetch(const std::string &url);
yaclib::Future<> visit(const std::string &url);
yaclib::Future<std::string> all(const Names &urls) {
  std::string pages;
  for (const auto &url : urls)
    pages += co_await fetch(url);
  // FIXED:  std::vector<yaclib::Future<std::string>> futures;
  // FIXED:  if (!futures.empty()) {
  // FIXED-NEXT:    auto results = co_await yaclib::WhenAll<yaclib::FailPolicy::None>(futures.begin(), futures.end());
  // FIXED-NEXT:    for (auto &&result : results)
  // FIXED-NEXT:      pages += std::move(result).Ok();
  // FIXED-NEXT:  }
  co_return pages;
}
yaclib::Future<> ignored(const Names &urls) {
  for (const auto &url : urls)
    co_await visit(url);
  // FIXED:    for (auto &&result : results)
  // FIXED-NEXT:      std::move(result).Ok();
  co_return {};
}
} // namespace with_yaclib

namespace with_kj {
kj::Promise<std::string> fetch(const std::string &url);
kj::Promise<void> visit(const std::string &url);
kj::Promise<std::string> all(const Names &urls) {
  std::string pages;
  for (const auto &url : urls)
    pages += co_await fetch(url);
  // FIXED:  kj::Vector<kj::Promise<std::string>> promises;
  // FIXED:    promises.add(fetch(url));
  // FIXED-NEXT:  auto results = co_await kj::joinPromises(promises.releaseAsArray());
  // FIXED-NEXT:  for (auto &&result : results)
  // FIXED-NEXT:    pages += std::move(result);
  co_return pages;
}
kj::Promise<void> ignored(const Names &urls) {
  for (const auto &url : urls)
    co_await visit(url);
  // FIXED:    promises.add(visit(url));
  // FIXED-NEXT:  co_await kj::joinPromises(promises.releaseAsArray());
}
} // namespace with_kj
