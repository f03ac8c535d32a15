// RUN: %lint %s
// Work of a pool that waits for other work of the pool.
#include <boost/asio.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

namespace asio = boost::asio;

int part(int n);

void waits_for_its_own_pool(asio::thread_pool &pool) {
  asio::post(pool, [&pool] {
    auto half = asio::post(pool, asio::use_future([] { return part(1); }));
    half.get();
    // CHECK: [[#@LINE-1]]:5: warning: this waits, on a thread of 'pool', for other work of 'pool': once all its threads do so, none is left for that
    // CHECK: [[#@LINE-4]]:3: note: here the work that waits is given to 'pool'
  });
}

void waits_for_another_pool(asio::thread_pool &pool, asio::thread_pool &other) {
  asio::post(pool, [&other] {
    auto half = asio::post(other, asio::use_future([] { return part(1); }));
    half.get();
  });
}

void waits_outside(asio::thread_pool &pool) {
  auto half = asio::post(pool, asio::use_future([] { return part(1); }));
  half.get();
}

template <class T> T blocking_get(std::future<T> future) {
  return future.get();
}

void waits_in_a_helper(asio::thread_pool &pool) {
  asio::post(pool, [&pool] {
    blocking_get(asio::post(pool, asio::use_future([] { return part(1); })));
    // CHECK: [[#@LINE-1]]:5: warning: this waits, on a thread of 'pool', for other work of 'pool'
    // CHECK: [[#@LINE-3]]:3: note: here the work that waits is given to 'pool'
  });
}

void waits_in_a_helper_for_another(asio::thread_pool &pool,
                                   asio::thread_pool &other) {
  asio::post(pool, [&other] {
    blocking_get(asio::post(other, asio::use_future([] { return part(1); })));
  });
}

void joins_its_own_pool(asio::thread_pool &pool, asio::thread_pool &other) {
  asio::post(pool, [&pool] { pool.join(); });
  // CHECK: [[#@LINE-1]]:30: warning: this waits, on a thread of 'pool', for other work of 'pool'
  // CHECK: [[#@LINE-2]]:3: note: here the work that waits is given to 'pool'
  asio::post(pool, [&other] { other.join(); });
  pool.join();
}

namespace BS {
struct thread_pool {
  template <class Work> std::future<int> submit_task(Work work) { return {}; }
  template <class Work> void detach_task(Work work) {}
  void wait();
};
} // namespace BS

void of_another_library(BS::thread_pool &pool, BS::thread_pool &other) {
  pool.detach_task([&pool] {
    auto half = pool.submit_task([] { return part(1); });
    half.get();
    // CHECK: [[#@LINE-1]]:5: warning: this waits, on a thread of 'pool', for other work of 'pool'
    // CHECK: [[#@LINE-4]]:3: note: here the work that waits is given to 'pool'
    pool.wait();
    // CHECK: [[#@LINE-1]]:5: warning: this waits, on a thread of 'pool', for other work of 'pool'
    // CHECK: [[#@LINE-7]]:3: note: here the work that waits is given to 'pool'
  });
  pool.detach_task([&other] { other.submit_task([] { return part(1); }).get(); });
  pool.wait();
}
