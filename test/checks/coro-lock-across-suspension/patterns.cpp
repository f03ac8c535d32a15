// Templates that nobody in this unit makes anything of, as headers have them.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_CPPCORO
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_ASIO

#include <any/task.h>
#include <mutex>
#include <utility>

task<int> load(int id);

template <class T> class Channel {
  std::mutex mutex_;
  T value_;
  task<T> arrived();
  void free_it();

public:
  task<T> receive() {
    std::lock_guard lock(mutex_);
    // CHECK: [[#@LINE-1]]:21: warning: 'lock' keeps 'mutex_' locked while the coroutine is suspended
    // CHECK: [[#@LINE+1]]:14: note: it is suspended by this co_await
    value_ = co_await arrived();
    co_return value_;
  }
  task<T> in_a_block() {
    {
      std::lock_guard lock(mutex_);
      value_ = T();
    }
    co_return co_await arrived();
  }
  task<T> until_then() {
    std::unique_lock lock(mutex_);
    T last = value_;
    lock.unlock();
    co_await arrived();
    co_return last;
  }
  task<T> freed_by_a_member() {
    mutex_.lock();
    this->free_it();
    co_return co_await arrived();
  }
};

std::mutex table;

template <class Key> task<int> look_up(Key key) {
  std::unique_lock lock(table);
  // CHECK: [[#@LINE-1]]:20: warning: 'lock' keeps 'table' locked while the coroutine is suspended
  co_return co_await load(key.id());
}
template <class Keys> task<int> look_all_up(Keys keys) {
  std::unique_lock lock(table);
  // CHECK: [[#@LINE-1]]:20: warning: 'lock' keeps 'table' locked while the coroutine is suspended
  int sum = 0;
  for (auto &key : keys)
    sum += co_await load(key.id());
  co_return sum;
}
template <class Keys> task<int> look_up_when_it_is_free(Keys keys) {
  std::unique_lock lock(table);
  for (auto &key : keys)
    key.mark();
  lock.unlock();
  for (auto &key : keys)
    co_await load(key.id());
  co_return 0;
}
auto generic = [](auto id) -> task<int> {
  std::lock_guard lock(table);
  // CHECK: [[#@LINE-1]]:19: warning: 'lock' keeps 'table' locked while the coroutine is suspended
  co_return co_await load(id);
};

// Whoever is given the lock may unlock it.
template <class Event> task<int> waits_with_it(Event event) {
  std::unique_lock lock(table);
  co_await event.wait(lock);
  co_return 1;
}
template <class Keeper> task<int> is_given_to(Keeper keeper) {
  std::unique_lock lock(table);
  keeper.keep(std::move(lock));
  co_return co_await load(1);
}
template <class Unlocks> task<int> is_taken_apart() {
  std::unique_lock lock(table);
  Unlocks unlocks(lock);
  co_return co_await load(1);
}
// Nobody knows whose lock it is.
template <class Mutex> task<int> of_any_kind(Mutex &mutex) {
  std::unique_lock<Mutex> lock(mutex);
  co_return co_await load(1);
}
// An argument decides whether it is unlocked, or anything is awaited.
template <bool Early> task<int> decided(int id) {
  std::unique_lock lock(table);
  if constexpr (Early)
    lock.unlock();
  co_return co_await load(id);
}
template <bool Asks> task<int> asks(int id) {
  std::lock_guard lock(table);
  if constexpr (Asks)
    co_await load(id);
  co_return id;
}
