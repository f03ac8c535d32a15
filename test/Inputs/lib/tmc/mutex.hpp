// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: the queue, unlocking into a result.

#pragma once

#include <coroutine>

namespace tmc {

class mutex;

class [[nodiscard]] mutex_scope {
public:
  ~mutex_scope();
};

class aw_mutex_lock_scope_impl {
  mutex &parent;

public:
  explicit aw_mutex_lock_scope_impl(mutex &parent) : parent(parent) {}
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<> outer) noexcept;
  [[nodiscard]] mutex_scope await_resume() noexcept;
};

class [[nodiscard]] aw_mutex_lock_scope {
  mutex &parent;
  friend class mutex;
  explicit aw_mutex_lock_scope(mutex &parent) : parent(parent) {}

public:
  aw_mutex_lock_scope_impl operator co_await() && noexcept {
    return aw_mutex_lock_scope_impl(parent);
  }
};

class [[nodiscard]] aw_mutex_co_unlock {
  mutex &parent;
  friend class mutex;
  explicit aw_mutex_co_unlock(mutex &parent) : parent(parent) {}

public:
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> outer) noexcept;
  void await_resume() noexcept {}
};

class mutex {
public:
  bool is_locked() noexcept;
  void unlock() noexcept;
  aw_mutex_co_unlock co_unlock() noexcept { return aw_mutex_co_unlock(*this); }
  aw_mutex_lock_scope lock_scope() noexcept {
    return aw_mutex_lock_scope(*this);
  }
};

} // namespace tmc
