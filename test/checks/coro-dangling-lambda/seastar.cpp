// RUN: %lint %s
#include <functional>
#include <memory>
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/coroutine/all.hh>
#include <vector>

seastar::future<int> load(int id);

// --- let go when the coroutine is first suspended

seastar::future<int> continued(int bias) {
  co_return co_await load(1).then([bias](int x) -> seastar::future<int> {
    // CHECK: [[#@LINE-1]]:35: warning: 'bias' is read after its closure is gone: 'then' lets it go when the coroutine is first suspended [coro-dangling-lambda]
    int more = co_await load(x);
    co_return more + bias;
  });
}
seastar::future<int> continued_with_what_it_needs(int bias) {
  co_return co_await load(1).then([bias](int x) -> seastar::future<int> {
    co_return co_await load(x + bias);
  });
}
seastar::future<int> continued_without_a_coroutine(int bias) {
  co_return co_await load(1).then([bias](int x) { return load(x + bias); });
}

seastar::future<> repeated(std::shared_ptr<int> goal) {
  co_await seastar::repeat([goal]() -> seastar::future<bool> {
    // CHECK: [[#@LINE-1]]:28: warning: 'goal' is read after its closure is gone: 'repeat' lets it go
    int now = co_await load(1);
    co_return now < *goal;
  });
}

seastar::future<> one_by_one(std::vector<int> ids, int bias) {
  co_await seastar::do_for_each(ids, [bias](int id) -> seastar::future<> {
    // CHECK: [[#@LINE-1]]:38: warning: 'bias' is read after its closure is gone: 'do_for_each' lets it go
    int now = co_await load(id);
    // CHECK: [[#@LINE-1]]:15: remark: each iteration works on its own element, but starts only when the one before is done
    co_await load(now + bias);
  });
}

// --- borrowed

seastar::future<> all_at_once(std::vector<int> ids, int bias) {
  co_await seastar::parallel_for_each(ids, [&](int id) -> seastar::future<> {
    int now = co_await load(id);
    bias += now;
  });
}
seastar::future<> all_at_once_and_returned(std::vector<int> &ids, int bias) {
  return seastar::parallel_for_each(ids, [bias](int id) -> seastar::future<> {
    // CHECK: [[#@LINE-1]]:42: warning: 'bias' is read after its closure is gone: 'parallel_for_each' only borrows it, and is not awaited here
    int now = co_await load(id);
    co_await load(now + bias);
  });
}
seastar::future<> some_at_once_and_returned(std::vector<int> &ids, int bias) {
  return seastar::max_concurrent_for_each(ids, 2, [bias](int id) -> seastar::future<> {
    int now = co_await load(id);
    co_await load(now + bias);
  });
}

seastar::future<int> together(int bias) {
  auto [a, b] = co_await seastar::coroutine::all(
      [&]() -> seastar::future<int> {
        int now = co_await load(1);
        co_return now + bias;
      },
      [] { return load(2); });
  co_return a + b;
}

// --- coroutine::lambda only points to the closure

seastar::future<> pointed_to_and_returned(int bias) {
  return load(1).then(seastar::coroutine::lambda([bias](int x) -> seastar::future<> {
    // CHECK: [[#@LINE-1]]:50: warning: 'bias' is read after its closure is gone: 'lambda' only borrows it, and is not awaited here
    int more = co_await load(x);
    co_await load(more + bias);
  }));
}
struct Service {
  seastar::future<> background = load(0).discard_result();
  void pointed_to_and_kept(int bias) {
    background = load(1).then(seastar::coroutine::lambda([bias](int x) -> seastar::future<> {
      // CHECK: [[#@LINE-1]]:58: warning: 'bias' is read after its closure is gone: 'lambda' only borrows it, and is not awaited here
      int more = co_await load(x);
      co_await load(more + bias);
    }));
  }
};
seastar::future<> pointed_to_by_a_local(int bias) {
  auto next = seastar::coroutine::lambda([bias](int x) -> seastar::future<> {
    // CHECK: [[#@LINE-1]]:42: warning: 'bias' is read after its closure is gone: 'lambda' only borrows it, and is not awaited here
    int more = co_await load(x);
    co_await load(more + bias);
  });
  co_await load(1).then(std::move(next));
}
seastar::future<> named_first(int bias) {
  auto closure = [bias](int x) -> seastar::future<> {
    int more = co_await load(x);
    co_await load(more + bias);
  };
  auto next = seastar::coroutine::lambda(std::move(closure));
  co_await load(1).then(std::move(next));
}
seastar::future<> pointed_to_and_awaited(int bias) {
  co_await load(1).then(seastar::coroutine::lambda([bias](int x) -> seastar::future<> {
    int more = co_await load(x);
    co_await load(more + bias);
  }));
}

// A reference to what was captured by reference is one to the variable itself.
seastar::future<> waits_until(std::function<bool()> is_so);
seastar::future<> asks_the_variable() {
  bool ready = false;
  auto task = [&]() -> seastar::future<> { co_await waits_until([&] { return ready; }); }();
  ready = true;
  co_await std::move(task);
}
seastar::future<> asks_the_copy(bool ready) {
  auto task = [ready]() -> seastar::future<> { co_await waits_until([&] { return ready; }); }();
  // CHECK: [[#@LINE-1]]:15: warning: 'ready' is read after its closure is gone: the coroutine is not awaited in this statement
  co_await std::move(task);
}

// The statements of a check are no loop.
namespace tests {
inline bool never() { return false; }
} // namespace tests
#define CHECK_DONE(S)                                                                                                  \
  do {                                                                                                                 \
    try {                                                                                                              \
      S;                                                                                                               \
    } catch (...) {                                                                                                    \
    }                                                                                                                  \
  } while (tests::never())
seastar::future<> checked_once(int bias) {
  return load(1).then([bias](int x) -> seastar::future<> { CHECK_DONE(co_await load(x + bias)); });
}
seastar::future<> tried_again(int bias) {
  return load(1).then([bias](int x) -> seastar::future<> {
    // CHECK: [[#@LINE-1]]:23: warning: 'bias' is read after its closure is gone: 'then' lets it go
    do
      co_await load(x + bias);
    while (tests::never());
  });
}

// What stands before the last argument lives as long as the task of that.
seastar::future<> held(int bias) {
  auto work = [bias](int x) -> seastar::future<> {
    int more = co_await load(x);
    co_await load(more + bias);
  };
  return seastar::do_with(work, [](auto &work) { return work(1); });
}
