// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: how the executors of the waiting coroutines are changed.

#ifndef ASYNC_SIMPLE_CORO_DISPATCH_H
#define ASYNC_SIMPLE_CORO_DISPATCH_H

#include <async_simple/Executor.h>
#include <async_simple/coro/Lazy.h>

namespace async_simple {
namespace coro {
namespace detail {

class DispatchAwaiter {
public:
  explicit DispatchAwaiter(Executor *ex) noexcept : _ex(ex) {}
  bool await_ready() const noexcept { return false; }
  template <typename PromiseType>
  bool await_suspend(std::coroutine_handle<PromiseType> h) {
    return _ex->schedule(h);
  }
  void await_resume() noexcept {}

private:
  Executor *_ex;
};

class DispatchAwaitable {
public:
  explicit DispatchAwaitable(Executor *ex) : _ex(ex) {}
  auto coAwait(Executor *) { return DispatchAwaiter(_ex); }

private:
  Executor *_ex;
};

} // namespace detail

inline detail::DispatchAwaitable dispatch(Executor *ex) {
  return detail::DispatchAwaitable(ex);
}

} // namespace coro
} // namespace async_simple

#endif
