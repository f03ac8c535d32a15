// Mirrors scylladb/seastar 525fcc86e (2026-08-02).

#pragma once

#include <coroutine>
#include <seastar/core/coroutine.hh>
#include <utility>

namespace seastar {

namespace internal {

template <bool CheckPreempt, typename T>
class [[nodiscard]] SEASTAR_CORO_AWAIT_ELIDABLE as_future_awaiter {
  seastar::future<T> _future;

public:
  explicit as_future_awaiter(seastar::future<T> &&f) noexcept
      : _future(std::move(f)) {}
  as_future_awaiter(const as_future_awaiter &) = delete;
  as_future_awaiter(as_future_awaiter &&) = delete;
  bool await_ready() const noexcept { return _future.available(); }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> hndl) noexcept;
  seastar::future<T> await_resume() { return std::move(_future); }
};

} // namespace internal

namespace coroutine {

template <typename T> inline auto as_future(seastar::future<T> &&f) noexcept {
  return internal::as_future_awaiter<true, T>(std::move(f));
}

} // namespace coroutine
} // namespace seastar
