// What was locked by hand, and is given back by something else: the end of a
// scope guard, of a pointer with a deleter, of an own class; a lambda's call.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_FOLLY
// RUN: %lint %s -- -DON_SEASTAR

#include <any/task.h>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

task<int> load(int id);

template <class Act> class OnExit {
  Act act_;
  bool armed_ = true;

public:
  explicit OnExit(Act act) : act_(std::move(act)) {}
  OnExit(OnExit &&from)
      : act_(std::move(from.act_)), armed_(std::exchange(from.armed_, false)) {}
  ~OnExit() {
    if (armed_)
      act_();
  }
};
template <class Act> OnExit<Act> on_exit_do(Act act) {
  return OnExit<Act>(std::move(act));
}
struct Unlock {
  void operator()(std::mutex *mutex) const { mutex->unlock(); }
};
class Giver {
  std::mutex *mutex_;

public:
  explicit Giver(std::mutex *mutex) : mutex_(mutex) {}
  Giver(Giver &&from) : mutex_(std::exchange(from.mutex_, nullptr)) {}
  ~Giver() {
    if (mutex_)
      mutex_->unlock();
  }
};

class Table {
  std::mutex mutex_;
  std::string name_;
  int rows_ = 0;

  Giver locked() {
    mutex_.lock();
    return Giver(&mutex_);
  }

public:
  task<int> by_a_scope() {
    {
      mutex_.lock();
      auto guard = on_exit_do([this] { mutex_.unlock(); });
      if (rows_ > 3)
        co_return rows_;
      ++rows_;
    }
    co_return co_await load(rows_);
  }
  task<int> by_a_deleter() {
    mutex_.lock();
    std::unique_ptr<std::mutex, Unlock> guard(&mutex_);
    ++rows_;
    guard.reset();
    co_return co_await load(rows_);
  }
  task<int> by_who_locked() {
    {
      auto guard = locked();
      ++rows_;
    }
    co_return co_await load(rows_);
  }
  task<int> by_a_class() {
    struct Leave {
      Table *table;
      ~Leave() { table->mutex_.unlock(); }
    };
    {
      mutex_.lock();
      Leave leave{this};
      ++rows_;
    }
    co_return co_await load(rows_);
  }
  task<int> by_a_call() {
    auto done = [this] { mutex_.unlock(); };
    mutex_.lock();
    ++rows_;
    done();
    co_return co_await load(rows_);
  }

  task<int> too_late() {
    mutex_.lock();
    // CHECK: [[#@LINE-1]]:5: warning: 'mutex_' stays locked while the coroutine is suspended
    auto guard = on_exit_do([this] { mutex_.unlock(); });
    co_return co_await load(rows_);
  }
  task<int> never_called() {
    auto done = [this] { mutex_.unlock(); };
    mutex_.lock();
    // CHECK: [[#@LINE-1]]:5: warning: 'mutex_' stays locked while the coroutine is suspended
    int rows = co_await load(rows_);
    done();
    co_return rows;
  }
  task<int> what_has_nothing_to_do_with_it() {
    mutex_.lock();
    // CHECK: [[#@LINE-1]]:5: warning: 'mutex_' stays locked while the coroutine is suspended
    {
      std::string name = name_ + "!";
    }
    int rows = co_await load(rows_);
    mutex_.unlock();
    co_return rows;
  }
};
