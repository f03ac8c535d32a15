// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: the state and the queue.

#ifndef ASYNC_SIMPLE_CORO_MUTEX_H
#define ASYNC_SIMPLE_CORO_MUTEX_H

#include <async_simple/coro/Lazy.h>
#include <mutex>

namespace async_simple {
namespace coro {

class Mutex {
  class ScopedLockAwaiter;
  class LockAwaiter;

public:
  Mutex() noexcept;
  ~Mutex();

  bool tryLock() noexcept;
  [[nodiscard]] ScopedLockAwaiter coScopedLock() noexcept;
  [[nodiscard]] LockAwaiter coLock() noexcept;
  void unlock() noexcept;

private:
  class LockAwaiter {
  public:
    explicit LockAwaiter(Mutex &mutex) noexcept : _mutex(mutex) {}
    bool await_ready() noexcept { return _mutex.tryLock(); }
    bool await_suspend(std::coroutine_handle<> awaiting) noexcept;
    void await_resume() noexcept {}

  protected:
    Mutex &_mutex;
  };

  class ScopedLockAwaiter : public LockAwaiter {
  public:
    using LockAwaiter::LockAwaiter;
    [[nodiscard]] std::unique_lock<Mutex> await_resume() noexcept {
      return std::unique_lock<Mutex>{_mutex, std::adopt_lock};
    }
  };
};

inline Mutex::ScopedLockAwaiter Mutex::coScopedLock() noexcept {
  return ScopedLockAwaiter(*this);
}
inline Mutex::LockAwaiter Mutex::coLock() noexcept {
  return LockAwaiter(*this);
}

} // namespace coro
} // namespace async_simple

#endif
