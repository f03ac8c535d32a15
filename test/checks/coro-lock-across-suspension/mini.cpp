// A lock that threads wait for, held over an await, on the task types of many
// libraries.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_MINI_EAGER
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO
// RUN: %lint %s -- -DON_SEASTAR
// RUN: %lint %s -- -DON_CONCURRENCPP

#include <any/task.h>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <shared_mutex>
#include <string>
#include <utility>

task<int> load(int id);
void use(int value);

class Store {
  mutable std::mutex mutex_;
  std::shared_mutex rw_;
  std::recursive_mutex again_;
  pthread_mutex_t raw_;
  int value_ = 0;

public:
  // --- the standard library's guards

  task<int> guards() {
    std::lock_guard guard(mutex_);
    // CHECK: [[#@LINE-1]]:21: warning: 'guard' keeps 'mutex_' locked while the coroutine is suspended, so whoever wants it on this thread waits for ever [coro-lock-across-suspension]
    // CHECK: [[#@LINE+1]]:14: note: it is suspended by this co_await
    value_ = co_await load(1);
    co_return value_;
  }
  task<int> guards_in_a_block() {
    {
      std::lock_guard guard(mutex_);
      value_ = 1;
    }
    co_return co_await load(1);
  }

  task<int> several_mutexes() {
    std::scoped_lock both(mutex_, again_);
    // CHECK: [[#@LINE-1]]:22: warning: 'both' keeps 'mutex_' locked
    co_return co_await load(value_);
  }
  task<int> no_mutex() {
    std::scoped_lock none;
    co_return co_await load(value_);
  }

  task<int> readers() {
    std::shared_lock<std::shared_mutex> read{rw_};
    // CHECK: [[#@LINE-1]]:41: warning: 'read' keeps 'rw_' locked
    co_return co_await load(value_);
  }
  task<int> readers_that_leave() {
    int id = 0;
    if (std::shared_lock read{rw_}; value_ > 0)
      id = value_;
    co_return co_await load(id);
  }

  // --- state, path by path

  task<int> unlocked_on_one_way(bool early) {
    std::unique_lock lock(mutex_);
    // CHECK: [[#@LINE-1]]:22: warning: 'lock' keeps 'mutex_' locked
    if (early)
      lock.unlock();
    co_return co_await load(1);
  }
  task<int> unlocked_on_all_ways(bool early) {
    std::unique_lock lock(mutex_);
    if (early) {
      lock.unlock();
    } else {
      value_ = 1;
      lock.unlock();
    }
    int value = co_await load(1);
    lock.lock();
    co_return value_ + value;
  }

  task<int> locked_again_in_a_loop() {
    std::unique_lock lock(mutex_, std::defer_lock);
    int sum = 0;
    for (int id = 0; id != 3; ++id) {
      sum += co_await load(id);
      lock.lock();
      // CHECK: [[#@LINE-1]]:7: warning: 'lock' keeps 'mutex_' locked
      value_ = sum;
    }
    co_return sum;
  }
  task<int> locked_and_unlocked_in_a_loop() {
    std::unique_lock lock(mutex_, std::defer_lock);
    int sum = 0;
    for (int id = 0; id != 3; ++id) {
      sum += co_await load(id);
      lock.lock();
      value_ = sum;
      lock.unlock();
    }
    co_return sum;
  }

  task<int> tried() {
    std::unique_lock lock(mutex_, std::try_to_lock);
    // CHECK: [[#@LINE-1]]:22: warning: 'lock' keeps 'mutex_' locked{{.*}}, so others find it locked, and it may be
    if (!lock.owns_lock())
      co_return 0;
    co_return co_await load(1);
  }
  task<int> tried_in_vain() {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock)
      co_return co_await load(1);
    co_return value_;
  }

  task<int> moved_into_another() {
    std::unique_lock first(mutex_);
    std::unique_lock second = std::move(first);
    // CHECK: [[#@LINE-1]]:22: warning: 'second' keeps its mutex locked
    co_return co_await load(1);
  }
  task<int> moved_away(void (*take)(std::unique_lock<std::mutex>)) {
    std::unique_lock lock(mutex_);
    take(std::move(lock));
    co_return co_await load(1);
  }

  // --- by hand

  task<int> by_hand() {
    mutex_.lock();
    // CHECK: [[#@LINE-1]]:5: warning: 'mutex_' stays locked while the coroutine is suspended, so whoever
    int value = co_await load(1);
    mutex_.unlock();
    co_return value;
  }
  task<int> by_hand_and_back() {
    mutex_.lock();
    value_ = 1;
    mutex_.unlock();
    co_return co_await load(1);
  }
  task<int> by_hand_if_it_is_free() {
    if (!mutex_.try_lock())
      // CHECK: [[#@LINE-1]]:10: warning: 'mutex_' stays locked{{.*}}, so others find it locked
      co_return 0;
    co_return co_await load(1);
  }
  task<int> in_the_c_way() {
    pthread_mutex_lock(&raw_);
    // CHECK: [[#@LINE-1]]:5: warning: 'raw_' stays locked
    value_ = co_await load(1);
    pthread_mutex_unlock(&raw_);
    pthread_mutex_lock(&raw_);
    pthread_mutex_unlock(&raw_);
    co_return co_await load(2);
  }
  void enter() const { mutex_.lock(); }
  void leave() const { mutex_.unlock(); }
  task<int> through_members() {
    enter();
    // CHECK: [[#@LINE-1]]:5: warning: 'mutex_' stays locked
    use(co_await load(1));
    leave();
    co_return co_await load(2);
  }

  // --- guards inside of other things

  std::unique_lock<std::mutex> locked() { return std::unique_lock(mutex_); }
  std::unique_lock<std::mutex> free() {
    return std::unique_lock(mutex_, std::defer_lock);
  }
  task<int> made_by_a_function() {
    auto lock = locked();
    // CHECK: [[#@LINE-1]]:10: warning: 'lock' keeps its mutex locked
    co_return co_await load(1);
  }
  task<int> made_free_by_a_function() {
    auto lock = free();
    co_return co_await load(1);
  }
  task<int> in_an_optional(bool exclusive) {
    std::optional<std::lock_guard<std::mutex>> lock;
    if (exclusive)
      lock.emplace(mutex_);
    // CHECK: [[#@LINE-1]]:7: warning: 'lock' keeps 'mutex_' locked
    co_return co_await load(1);
  }
  task<int> in_an_optional_that_is_reset() {
    std::optional<std::lock_guard<std::mutex>> lock(std::in_place, mutex_);
    lock.reset();
    co_return co_await load(1);
  }
  struct Row {
    std::unique_lock<std::mutex> lock;
    int *value;
  };
  task<int> in_an_aggregate() {
    Row row{std::unique_lock(mutex_), &value_};
    // CHECK: [[#@LINE-1]]:9: warning: 'row' keeps 'mutex_' locked
    co_return co_await load(*row.value);
  }
  task<int> in_an_aggregate_that_is_free() {
    Row row{{}, &value_};
    co_return co_await load(*row.value);
  }
};

// --- guards and locks of one's own

class Spin {
  std::atomic_flag busy;

public:
  void lock() {
    while (busy.test_and_set())
      ;
  }
  void unlock() { busy.clear(); }
};

struct Locker {
  explicit Locker(std::mutex &mutex) : mutex(mutex) { mutex.lock(); }
  ~Locker() { mutex.unlock(); }
  std::mutex &mutex;
};

struct Mark {
  explicit Mark(bool &flag) : flag(flag) { flag = true; }
  ~Mark() { flag = false; }
  bool &flag;
};

task<int> spins(Spin &spin) {
  std::lock_guard lock(spin);
  // CHECK: [[#@LINE-1]]:19: warning: 'lock' keeps 'spin' locked
  co_return co_await load(1);
}
task<int> guard_of_ones_own(std::mutex &mutex) {
  Locker lock(mutex);
  // CHECK: [[#@LINE-1]]:10: warning: 'lock' keeps 'mutex' locked
  co_return co_await load(1);
}
task<int> guard_that_is_none(bool &flag) {
  Mark mark(flag);
  co_return co_await load(1);
}
task<int> given(std::unique_lock<std::mutex> lock) {
  // CHECK: [[#@LINE-1]]:46: warning: 'lock' keeps its mutex locked
  co_return co_await load(1);
}
task<int> given_and_unlocked(std::unique_lock<std::mutex> lock) {
  lock.unlock();
  co_return co_await load(1);
}

// --- temporaries live as long as their full-expression

struct Shared {
  Locker hold();
  std::mutex mutex;
};
int both(const Locker &, int value);

task<int> in_a_temporary(std::mutex &mutex) {
  int value = both(Locker(mutex), co_await load(1));
  // CHECK: [[#@LINE-1]]:20: warning: a temporary keeps 'mutex' locked
  co_return value;
}
task<int> in_a_temporary_that_is_over(std::mutex &mutex) {
  int value = both(Locker(mutex), 1);
  co_return co_await load(value);
}
