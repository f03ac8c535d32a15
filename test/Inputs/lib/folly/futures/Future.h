// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the core (nothing ever becomes ready), errors, timeouts,
// splitting, collecting, priorities. thenValue and deferValue unwrap nothing
// but Future and SemiFuture.

#pragma once

#include <chrono>
#include <coroutine>
#include <exception>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/Unit.h>
#include <folly/executors/DrivableExecutor.h>
#include <folly/futures/Promise.h>
#include <type_traits>
#include <utility>

namespace folly {

using HighResDuration = std::chrono::microseconds;

class Timekeeper;

namespace futures {
namespace detail {

template <class R> struct unwrapped { using type = lift_unit_t<R>; };
template <class T> struct unwrapped<Future<T>> { using type = T; };
template <class T> struct unwrapped<SemiFuture<T>> { using type = T; };
template <class T, class F>
using continued = typename unwrapped<std::invoke_result_t<F, T &&>>::type;

template <class T> class FutureBase {
public:
  using value_type = T;

  FutureBase() = default;
  FutureBase(FutureBase<T> const &) = delete;
  FutureBase(FutureBase<T> &&) noexcept {}
  FutureBase &operator=(FutureBase &&) noexcept { return *this; }
  ~FutureBase() {}

  bool valid() const noexcept { return true; }
  bool isReady() const { return false; }
  bool hasValue() const { return result_.hasValue(); }
  bool hasException() const { return result_.hasException(); }
  T &value() & { return result_.value(); }
  T &&value() && { return std::move(result_).value(); }
  Try<T> &result() & { return result_; }
  Try<T> &&result() && { return std::move(result_); }
  void cancel() {}

private:
  Try<T> result_;
};

} // namespace detail
} // namespace futures

template <class T> class SemiFuture : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using typename Base::value_type;

  ~SemiFuture() {}
  static SemiFuture<T> makeEmpty() { return SemiFuture(); }
  SemiFuture(SemiFuture<T> const &) = delete;
  SemiFuture(SemiFuture<T> &&) noexcept = default;
  SemiFuture(Future<T> &&) noexcept {}
  SemiFuture &operator=(SemiFuture &&) noexcept = default;

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::result;
  using Base::valid;
  using Base::value;

  T get() && { std::terminate(); }
  T get(HighResDuration) && { std::terminate(); }
  Try<T> getTry() && { std::terminate(); }
  Try<T> getTry(HighResDuration) && { std::terminate(); }
  SemiFuture<T> &wait() & { std::terminate(); }
  SemiFuture<T> &&wait() && { std::terminate(); }
  bool wait(HighResDuration) && { std::terminate(); }

  Future<T> via(Executor::KeepAlive<>) && { std::terminate(); }
  Future<T> toUnsafeFuture() && { std::terminate(); }
  template <typename F>
  SemiFuture<futures::detail::continued<T, F>> deferValue(F &&) && {
    std::terminate();
  }

  friend Future<T> co_viaIfAsync(Executor::KeepAlive<> executor,
                                 SemiFuture<T> &&future) noexcept {
    return std::move(future).via(executor);
  }

private:
  SemiFuture() = default;
};

template <class T> class Future : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using typename Base::value_type;

  ~Future() {}
  static Future<T> makeEmpty() { return Future(); }
  Future(Future<T> const &) = delete;
  Future(Future<T> &&) noexcept = default;
  Future &operator=(Future &&) noexcept = default;

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::result;
  using Base::valid;
  using Base::value;

  T get() && { std::terminate(); }
  T get(HighResDuration) && { std::terminate(); }
  Try<T> getTry() && { std::terminate(); }
  Try<T> getTry(HighResDuration) && { std::terminate(); }
  T getVia(DrivableExecutor *) && { std::terminate(); }
  Try<T> getTryVia(DrivableExecutor *) && { std::terminate(); }
  Future<T> &wait() & { std::terminate(); }
  Future<T> &&wait() && { std::terminate(); }
  Future<T> &wait(HighResDuration) & { std::terminate(); }
  Future<T> &&wait(HighResDuration) && { std::terminate(); }
  Future<T> &waitVia(DrivableExecutor *) & { std::terminate(); }
  Future<T> &&waitVia(DrivableExecutor *) && { std::terminate(); }

  Future<T> via(Executor::KeepAlive<>) && { std::terminate(); }
  SemiFuture<T> semi() && { return SemiFuture<T>::makeEmpty(); }
  template <typename F>
  Future<futures::detail::continued<T, F>> thenValue(F &&) && {
    std::terminate();
  }

private:
  Future() = default;
};

template <class T>
SemiFuture<typename std::decay<T>::type> makeSemiFuture(T &&) {
  std::terminate();
}
SemiFuture<Unit> makeSemiFuture();

template <class T> Future<typename std::decay<T>::type> makeFuture(T &&) {
  std::terminate();
}
Future<Unit> makeFuture();

namespace futures {
SemiFuture<Unit> sleep(HighResDuration, Timekeeper * = nullptr);
} // namespace futures

namespace detail {

template <typename T> class FutureAwaiter {
public:
  explicit FutureAwaiter(Future<T> &&future) noexcept
      : future_(std::move(future)) {}
  bool await_ready() noexcept { return future_.isReady(); }
  T await_resume() { return std::move(future_).value(); }
  Try<drop_unit_t<T>> await_resume_try() { return {}; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return false; }

private:
  Future<T> future_;
};

} // namespace detail

template <typename T>
inline detail::FutureAwaiter<T> operator co_await(Future<T> &&future) noexcept {
  return detail::FutureAwaiter<T>(std::move(future));
}

} // namespace folly
