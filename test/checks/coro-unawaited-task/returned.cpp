// RUN: %lint %s
// A lazy task that is returned begins when the caller awaits it: the 'try' and
// the lock around the return are gone by then.
#include <exception>
#include <mini/task.h>
#include <mutex>
#include <string>

mini::task<int> load(int id);
mini::eager<int> begin(int id);
mini::task<int> from_cache(std::string key);
std::string key_of(int id);
int failed(int why);
mini::task<int> nothing();

mini::task<int> out_of_a_try(int id) {
  try {
    return load(id);
    // CHECK: [[#@LINE-1]]:12: warning: the task of 'load' is returned before it has begun, so its errors are not caught here
    // CHECK: [[#@LINE-3]]:3: note: this 'try' ends with the return
  } catch (...) {
    return nothing();
  }
}

mini::task<int> awaited_in_the_try(int id) {
  try {
    co_return co_await load(id);
  } catch (...) {
    co_return 0;
  }
}

// What is computed for the call may throw, and an eager task has begun.
mini::task<int> computes_in_the_try(int id) {
  try {
    return from_cache(key_of(id));
  } catch (...) {
    return nothing();
  }
}
mini::eager<int> begins_in_the_try(int id) {
  try {
    return begin(id);
  } catch (...) {
    return begin(0);
  }
}

struct store {
  std::mutex guard;
  int last = 0;
  mini::task<int> read(int id);

  mini::task<int> from_under_a_lock(int id) {
    std::lock_guard lock(guard);
    return read(id);
    // CHECK: [[#@LINE-1]]:12: warning: the task of 'read' is returned before it has begun, so it runs without the lock in 'lock'
    // CHECK: [[#@LINE-3]]:21: note: it is given back here and now
  }

  // The lock is for the number.
  mini::task<int> looks_under_the_lock() {
    std::lock_guard lock(guard);
    return load(++last);
  }
  mini::task<int> reads_under_the_lock(int id) {
    std::lock_guard lock(guard);
    last = id;
    return load(id);
  }
};

// What has begun keeps its errors to itself; only the call could throw.
mini::eager<int> begin_for_sure(int id) noexcept;

mini::eager<int> begun_for_sure_in_a_try(int id) {
  try {
    return begin_for_sure(id);
    // CHECK: [[#@LINE-1]]:12: warning: the task of 'begin_for_sure' is returned, and keeps its errors until it is awaited: none is caught here
  } catch (...) {
    return begin(0);
  }
}

mini::eager<int> begun_in_a_try(int id) {
  try {
    return begin(id);
  } catch (...) {
    return begin_for_sure(0);
  }
}

// Who awaits what is returned gets every error, whenever it comes.
mini::eager<int> failed_with(std::exception_ptr why);
mini::eager<int> current_exception_as_task();
mini::eager<int> with_the_error(std::string why);

mini::eager<int> error_as_a_task(int id) {
  try {
    return begin_for_sure(id);
  } catch (...) {
    return current_exception_as_task();
  }
}
mini::eager<int> error_that_is_passed_on(int id) {
  try {
    return begin_for_sure(id);
  } catch (const std::exception &e) {
    return with_the_error(e.what());
  } catch (...) {
    return failed_with(std::current_exception());
  }
}
mini::eager<int> error_of_one_kind_only(int id) {
  try {
    return begin_for_sure(id);
    // CHECK: [[#@LINE-1]]:12: warning: the task of 'begin_for_sure' is returned, and keeps its errors
  } catch (const std::exception &) {
    return begin(0);
  } catch (...) {
    return current_exception_as_task();
  }
}
