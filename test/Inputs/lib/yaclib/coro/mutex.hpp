// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the queue, batches, sticky guards, unlocking on an executor.

#pragma once

#include <yaclib/coro/coro.hpp>

namespace yaclib {

template <typename M> class [[nodiscard]] UniqueGuard {
public:
  ~UniqueGuard() noexcept {}
};

namespace detail {

struct MutexImpl {};

template <typename M, bool Shared> class [[nodiscard]] LockAwaiter {
public:
  constexpr bool await_ready() noexcept { return false; }
  template <typename Promise>
  bool await_suspend(yaclib_std::coroutine_handle<Promise>) noexcept {
    return true;
  }
  constexpr void await_resume() noexcept {}
};

template <template <typename> typename Guard, typename M>
class [[nodiscard]] GuardAwaiter : public LockAwaiter<typename M::Base, false> {
public:
  auto await_resume() noexcept { return Guard<M>{}; }
};

template <typename M> class [[nodiscard]] UnlockAwaiter final {
public:
  bool await_ready() noexcept { return false; }
  template <typename Promise>
  void await_suspend(yaclib_std::coroutine_handle<Promise>) noexcept {}
  constexpr void await_resume() noexcept {}
};

} // namespace detail

template <bool Batching = true, bool FIFO = false> class Mutex final {
public:
  using Base = detail::MutexImpl;

  bool TryLock() noexcept;
  auto Guard() noexcept { return detail::GuardAwaiter<UniqueGuard, Mutex>{}; }
  auto Lock() noexcept { return detail::LockAwaiter<Base, false>{}; }
  auto Unlock() noexcept { return detail::UnlockAwaiter<Base>{}; }
  void UnlockHere() noexcept;
};

} // namespace yaclib
