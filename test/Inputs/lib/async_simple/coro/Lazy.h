// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: what a start does, locals and signals of a Lazy, Yield, failed
// allocations; what has no coAwait is awaited as it is.

#ifndef ASYNC_SIMPLE_CORO_LAZY_H
#define ASYNC_SIMPLE_CORO_LAZY_H

#include <async_simple/Executor.h>
#include <async_simple/Try.h>
#include <async_simple/coro/DetachedCoroutine.h>
#include <concepts>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

namespace async_simple {
namespace coro {

template <typename T> class Lazy;
template <typename T> class RescheduleLazy;

struct CurrentExecutor {};

namespace detail {

template <typename T> struct ReadyAwaiter {
  T _value;

  explicit ReadyAwaiter(T value) : _value(std::move(value)) {}
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  T await_resume() noexcept { return std::move(_value); }
};

class LazyPromiseBase {
public:
  struct FinalAwaiter {
    bool await_ready() const noexcept { return false; }
    template <typename PromiseType>
    auto await_suspend(std::coroutine_handle<PromiseType> h) noexcept {
      return h.promise()._continuation;
    }
    void await_resume() noexcept {}
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }

  template <typename Awaitable>
  decltype(auto) await_transform(Awaitable &&awaitable) {
    if constexpr (requires {
                    std::forward<Awaitable>(awaitable).coAwait(_executor);
                  })
      return std::forward<Awaitable>(awaitable).coAwait(_executor);
    else
      return std::forward<Awaitable>(awaitable);
  }
  auto await_transform(CurrentExecutor) {
    return ReadyAwaiter<Executor *>(_executor);
  }

  std::coroutine_handle<> _continuation;
  Executor *_executor = nullptr;
};

template <typename T> class LazyPromise : public LazyPromiseBase {
public:
  Lazy<T> get_return_object() noexcept;
  template <std::convertible_to<T> V> void return_value(V &&value) noexcept {
    _value.template emplace<T>(std::forward<V>(value));
  }
  void unhandled_exception() noexcept {
    _value.template emplace<std::exception_ptr>(std::current_exception());
  }
  T result();
  Try<T> tryResult() noexcept;

  std::variant<std::monostate, T, std::exception_ptr> _value;
};

template <> class LazyPromise<void> : public LazyPromiseBase {
public:
  Lazy<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void unhandled_exception() noexcept { _exception = std::current_exception(); }
  void result();
  Try<void> tryResult() noexcept;

  std::exception_ptr _exception{nullptr};
};

template <typename T> struct LazyAwaiterBase {
  using Handle = std::coroutine_handle<LazyPromise<T>>;
  Handle _handle;

  LazyAwaiterBase(Handle coro) : _handle(coro) {}
  LazyAwaiterBase(LazyAwaiterBase &&other)
      : _handle(std::exchange(other._handle, nullptr)) {}
  ~LazyAwaiterBase() {
    if (_handle)
      _handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
};

template <typename T, typename CB>
concept isLazyCallback = std::is_invocable_v<CB, Try<T>>;

template <typename T, bool reschedule> class LazyBase {
public:
  using promise_type = LazyPromise<T>;
  using Handle = std::coroutine_handle<promise_type>;
  using ValueType = T;

  struct AwaiterBase : LazyAwaiterBase<T> {
    AwaiterBase(Handle coro) : LazyAwaiterBase<T>(coro) {}
    template <typename PromiseType>
    auto
    await_suspend(std::coroutine_handle<PromiseType> continuation) noexcept {
      this->_handle.promise()._continuation = continuation;
      return this->_handle;
    }
  };
  struct TryAwaiter : AwaiterBase {
    TryAwaiter(Handle coro) : AwaiterBase(coro) {}
    Try<T> await_resume() noexcept {
      return this->_handle.promise().tryResult();
    }
    auto coAwait(Executor *ex) {
      this->_handle.promise()._executor = ex;
      return std::move(*this);
    }
  };
  struct ValueAwaiter : AwaiterBase {
    ValueAwaiter(Handle coro) : AwaiterBase(coro) {}
    T await_resume() { return this->_handle.promise().result(); }
  };

  explicit LazyBase(Handle coro) noexcept : _coro(coro) {}
  LazyBase(LazyBase &&other) noexcept
      : _coro(std::exchange(other._coro, nullptr)) {}
  LazyBase(const LazyBase &) = delete;
  LazyBase &operator=(const LazyBase &) = delete;
  ~LazyBase() {
    if (_coro)
      _coro.destroy();
  }

  Executor *getExecutor() { return _coro.promise()._executor; }
  template <typename F>
  void start(F &&)
    requires(isLazyCallback<T, F>)
  {}
  bool isReady() const { return !_coro || _coro.done(); }
  auto operator co_await() {
    return ValueAwaiter(std::exchange(_coro, nullptr));
  }
  auto coAwaitTry() { return TryAwaiter(std::exchange(_coro, nullptr)); }

protected:
  Handle _coro;
};

} // namespace detail

template <typename T = void>
class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
  using Base = detail::LazyBase<T, false>;

public:
  using Base::Base;
  using Base::start;

  RescheduleLazy<T> via(Executor *ex) &&;
  [[deprecated]] Lazy<T> setEx(Executor *ex) &&;
  template <typename F>
  void directlyStart(F &&, Executor *)
    requires(detail::isLazyCallback<T, F>)
  {}
  auto coAwait(Executor *ex) {
    this->_coro.promise()._executor = ex;
    return typename Base::ValueAwaiter(std::exchange(this->_coro, nullptr));
  }
};

template <typename T = void>
class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
  using Base = detail::LazyBase<T, true>;

public:
  using Base::Base;

  void detach();
  [[deprecated]] auto operator co_await() { return Base::operator co_await(); }
};

template <typename T>
Lazy<T> detail::LazyPromise<T>::get_return_object() noexcept {
  return Lazy<T>(Lazy<T>::Handle::from_promise(*this));
}
inline Lazy<void> detail::LazyPromise<void>::get_return_object() noexcept {
  return Lazy<void>(Lazy<void>::Handle::from_promise(*this));
}

} // namespace coro
} // namespace async_simple

#endif
