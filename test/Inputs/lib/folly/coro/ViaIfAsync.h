// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: async stacks, cancellation, types that must be used at once. The
// awaiter resumes where it is instead of going back to the executor.

#pragma once

#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/Traits.h>
#include <type_traits>
#include <utility>

namespace folly::coro {

template <typename Awaitable> class ViaIfAsyncAwaiter {
  using Awaiter = awaiter_type_t<Awaitable>;

public:
  explicit ViaIfAsyncAwaiter(Executor::KeepAlive<>, Awaitable &&awaitable)
      : awaiter_(get_awaiter(static_cast<Awaitable &&>(awaitable))) {}

  decltype(auto) await_ready() { return awaiter_.await_ready(); }
  template <typename Promise>
  auto await_suspend(coroutine_handle<Promise> continuation) {
    return awaiter_.await_suspend(continuation);
  }
  decltype(auto) await_resume() { return awaiter_.await_resume(); }
  template <typename A = Awaiter>
  auto await_resume_try() -> decltype(std::declval<A &>().await_resume_try()) {
    return awaiter_.await_resume_try();
  }

private:
  Awaiter awaiter_;
};

template <typename Awaitable> class ViaIfAsyncAwaitable {
public:
  explicit ViaIfAsyncAwaitable(Executor::KeepAlive<> executor,
                               Awaitable &&awaitable)
      : executor_(std::move(executor)),
        awaitable_(static_cast<Awaitable &&>(awaitable)) {}

  ViaIfAsyncAwaiter<Awaitable> operator co_await() && {
    return ViaIfAsyncAwaiter<Awaitable>{std::move(executor_),
                                        static_cast<Awaitable &&>(awaitable_)};
  }

private:
  Executor::KeepAlive<> executor_;
  Awaitable awaitable_;
};

namespace detail {

template <typename SemiAwaitable>
concept HasViaIfAsyncMethod = requires(SemiAwaitable &&value,
                                       Executor::KeepAlive<> executor) {
  static_cast<SemiAwaitable &&>(value).viaIfAsync(executor);
};

namespace adl {

template <typename SemiAwaitable>
  requires HasViaIfAsyncMethod<SemiAwaitable>
auto co_viaIfAsync(Executor::KeepAlive<> executor, SemiAwaitable &&awaitable) {
  return static_cast<SemiAwaitable &&>(awaitable).viaIfAsync(
      std::move(executor));
}

template <typename Awaitable>
  requires(is_awaitable_v<Awaitable> && !HasViaIfAsyncMethod<Awaitable>)
auto co_viaIfAsync(Executor::KeepAlive<> executor, Awaitable &&awaitable)
    -> ViaIfAsyncAwaitable<Awaitable> {
  return ViaIfAsyncAwaitable<Awaitable>{std::move(executor),
                                        static_cast<Awaitable &&>(awaitable)};
}

struct ViaIfAsyncFunction {
  template <typename Awaitable>
  auto operator()(Executor::KeepAlive<> executor, Awaitable &&awaitable) const
      -> decltype(co_viaIfAsync(std::move(executor),
                                static_cast<Awaitable &&>(awaitable))) {
    return co_viaIfAsync(std::move(executor),
                         static_cast<Awaitable &&>(awaitable));
  }
};

} // namespace adl
} // namespace detail

// A using-directive, not an inline namespace, as FOLLY_DEFINE_CPO has it.
namespace folly_cpo__ {
inline constexpr detail::adl::ViaIfAsyncFunction co_viaIfAsync{};
} // namespace folly_cpo__
using namespace folly_cpo__;

template <typename T>
using semi_await_awaitable_t = decltype(folly::coro::co_viaIfAsync(
    std::declval<Executor::KeepAlive<>>(), std::declval<T>()));

template <typename T> constexpr bool is_semi_awaitable_v = requires {
  typename semi_await_awaitable_t<T>;
};

template <typename T>
using semi_await_result_t = await_result_t<semi_await_awaitable_t<T>>;

namespace detail {

template <typename Awaitable> class TryAwaiter {
  using Awaiter = awaiter_type_t<Awaitable>;

public:
  explicit TryAwaiter(Awaitable &&awaitable)
      : awaiter_(get_awaiter(static_cast<Awaitable &&>(awaitable))) {}
  auto await_ready() { return awaiter_.await_ready(); }
  template <typename Promise> auto await_suspend(coroutine_handle<Promise> h) {
    return awaiter_.await_suspend(h);
  }
  auto await_resume() { return awaiter_.await_resume_try(); }

private:
  Awaiter awaiter_;
};

template <typename T> class [[nodiscard]] TryAwaitable {
public:
  explicit TryAwaitable(T &&awaitable) : inner_(static_cast<T &&>(awaitable)) {}

  TryAwaiter<T> operator co_await() &&
    requires is_awaitable_v<T>
  {
    return TryAwaiter<T>{static_cast<T &&>(inner_)};
  }

  template <typename T2 = T, typename Result = semi_await_awaitable_t<T2>>
  friend TryAwaitable<Result> co_viaIfAsync(Executor::KeepAlive<> executor,
                                            TryAwaitable<T> awaitable) {
    return TryAwaitable<Result>{folly::coro::co_viaIfAsync(
        std::move(executor), static_cast<T &&>(awaitable.inner_))};
  }

private:
  T inner_;
};

} // namespace detail

template <typename Awaitable>
detail::TryAwaitable<std::remove_cvref_t<Awaitable>>
co_awaitTry(Awaitable &&awaitable) {
  return detail::TryAwaitable<std::remove_cvref_t<Awaitable>>{
      static_cast<Awaitable &&>(awaitable)};
}

} // namespace folly::coro
