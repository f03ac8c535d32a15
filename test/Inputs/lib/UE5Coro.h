// Mirrors landelare/ue5coro abdb615 (2026-07-14).
// Left out: Unreal Engine, latent mode, cancellation, what an awaiter does.

#pragma once

#include <coroutine>
#include <cstdint>
#include <limits>
#include <memory>
#include <type_traits>
#include <utility>

using uint32 = std::uint32_t;
namespace ENamedThreads {
enum Type { GameThread, AnyBackgroundThreadNormalTask };
}

namespace UE5Coro {

template <typename T = void> class TCoroutine;

namespace Private {

struct FPromiseExtras {};
template <typename T> struct TPromiseExtras : FPromiseExtras {
  T ReturnValue{};
};

class FPromise {
public:
  virtual void Resume();
  void unhandled_exception() { throw; }
};

template <typename T> struct [[nodiscard]] TAwaiter {
  [[nodiscard]] bool await_ready() noexcept { return false; }
  template <typename P> void await_suspend(std::coroutine_handle<P> Handle) {
    static_cast<T *>(this)->Suspend(Handle.promise());
  }
  void await_resume() noexcept {}
};
class [[nodiscard]] FAsyncAwaiter : public TAwaiter<FAsyncAwaiter> {
public:
  void Suspend(FPromise &);
};
class [[nodiscard]] FThreadPoolAwaiter : public TAwaiter<FThreadPoolAwaiter> {
public:
  void Suspend(FPromise &);
  bool await_resume();
};
class [[nodiscard]] FAsyncTimeAwaiter : public TAwaiter<FAsyncTimeAwaiter> {
public:
  void Suspend(FPromise &);
};
class [[nodiscard]] FAnyAwaiter final : public TAwaiter<FAnyAwaiter> {
public:
  void Suspend(FPromise &);
  int await_resume();
};
class [[nodiscard]] FLatentAwaiter {
public:
  [[nodiscard]] bool await_ready();
  template <typename P> void await_suspend(std::coroutine_handle<P> Handle) {}
  void await_resume() noexcept {}
};
template <typename T> struct TAsyncCoroutineAwaiter final : TAwaiter<TAsyncCoroutineAwaiter<T>> {
  void Suspend(FPromise &);
  T await_resume();
};

template <typename, typename T> struct TAwaitTransform {
  T &operator()(T &Awaitable) { return Awaitable; }
  T &&operator()(T &&Awaitable) { return std::move(Awaitable); }
};
template <typename P, typename T> struct TAwaitTransform<P, TCoroutine<T>> {
  auto operator()(const TCoroutine<T> &) -> TAsyncCoroutineAwaiter<T>;
  auto operator()(TCoroutine<T> &&) -> TAsyncCoroutineAwaiter<T>;
};

struct FInitialSuspend final {
  [[nodiscard]] bool await_ready() noexcept { return false; }
  template <typename P> void await_suspend(std::coroutine_handle<P> Handle) { Handle.promise().Resume(); }
  void await_resume() noexcept {}
};
class [[nodiscard]] FAsyncPromise : public FPromise {
public:
  FInitialSuspend initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  template <typename T> decltype(auto) await_transform(T &&Awaitable) {
    TAwaitTransform<FAsyncPromise, std::remove_cvref_t<T>> Transform;
    return Transform(std::forward<T>(Awaitable));
  }
};
template <typename T> class TCoroutinePromise : public FAsyncPromise {
public:
  TCoroutine<T> get_return_object();
  void return_value(T Value);
};
template <> class TCoroutinePromise<void> : public FAsyncPromise {
public:
  inline TCoroutine<void> get_return_object();
  void return_void() {}
};

} // namespace Private

template <> class TCoroutine<> {
protected:
  std::shared_ptr<Private::FPromiseExtras> Extras;

public:
  template <typename V> [[nodiscard]] static TCoroutine<std::decay_t<V>> FromResult(V &&Value);
  void Cancel();
  bool Wait(uint32 WaitTimeMilliseconds = std::numeric_limits<uint32>::max(), bool bIgnoreThreadIdleStats = false) const;
  [[nodiscard]] bool IsDone() const;
};
template <typename T> class TCoroutine : public TCoroutine<> {
public:
  [[nodiscard]] static TCoroutine<T> FromResult(T Value);
  [[nodiscard]] const T &GetResult() const;
  [[nodiscard]] T &&MoveResult();
};

auto WhenAny(auto &&...) -> Private::FAnyAwaiter;

namespace Async {
auto MoveToThread(ENamedThreads::Type) noexcept -> Private::FAsyncAwaiter;
auto MoveToGameThread() noexcept -> Private::FAsyncAwaiter;
auto MoveToThreadPool() -> Private::FThreadPoolAwaiter;
auto PlatformSeconds(double Seconds) noexcept -> Private::FAsyncTimeAwaiter;
auto PlatformSecondsAnyThread(double Seconds) noexcept -> Private::FAsyncTimeAwaiter;
} // namespace Async
namespace Latent {
auto Seconds(double Seconds) -> Private::FLatentAwaiter;
} // namespace Latent

} // namespace UE5Coro

inline UE5Coro::TCoroutine<void> UE5Coro::Private::TCoroutinePromise<void>::get_return_object() { return {}; }

template <typename T, typename... Args> struct std::coroutine_traits<UE5Coro::TCoroutine<T>, Args...> {
  using promise_type = UE5Coro::Private::TCoroutinePromise<T>;
};
