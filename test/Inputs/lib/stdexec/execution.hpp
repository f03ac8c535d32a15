// Mirrors NVIDIA/stdexec e92245d5 (2026-08-20).
// Left out: receivers, environments, errors, stop tokens, most algorithms. What
// a sender completes with is kept as a tuple, in place of its signatures. All
// stands in one header; the real one is made of many.

#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

struct sender_tag {};
template <class... _Envs> struct env {};

template <class _Sender>
inline constexpr bool enable_sender =
    requires { typename _Sender::sender_concept; };
template <class _Sender>
concept sender = enable_sender<std::remove_cvref_t<_Sender>>;

namespace __detail {

template <class _Sender> struct __values_of;
template <class _Sender>
using __values_of_t = typename __values_of<std::remove_cvref_t<_Sender>>::type;

template <class _Ty> struct __single {
  using type = std::tuple<_Ty>;
};
template <> struct __single<void> {
  using type = std::tuple<>;
};

template <class _Values> struct __awaited {
  using type = _Values;
};
template <> struct __awaited<std::tuple<>> {
  using type = void;
};
template <class _Ty> struct __awaited<std::tuple<_Ty>> {
  using type = _Ty;
};

template <class _Sender> struct __sender_awaitable {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  typename __awaited<__values_of_t<_Sender>>::type await_resume();
};

template <class _Tag, class _Data, class... _Child> struct __desc {
  using __tag = _Tag;
};
template <class _Tag, class _Data, class... _Child>
inline constexpr __desc<_Tag, _Data, _Child...> __descriptor_fn{};

} // namespace __detail

namespace {

template <auto _DescriptorFn> struct __sexpr {
  using sender_concept = sender_tag;
};

} // namespace

template <class _Tag, class _Data, class... _Child>
using __sexpr_t = __sexpr<__detail::__descriptor_fn<_Tag, _Data, _Child...>>;

namespace __detail {

template <class _Desc> struct __values_of_desc;
template <class _Tag, class _Data, class... _Child>
struct __values_of_desc<const __desc<_Tag, _Data, _Child...>> {
  using type = typename _Tag::template __values<_Data, _Child...>;
};
template <auto _DescriptorFn>
struct __values_of<__sexpr<_DescriptorFn>>
    : __values_of_desc<const decltype(_DescriptorFn)> {};

template <class _Fn, class _Values> struct __invoked;
template <class _Fn, class... _As> struct __invoked<_Fn, std::tuple<_As...>> {
  using type = typename __single<std::invoke_result_t<_Fn, _As...>>::type;
};

} // namespace __detail

template <class _Fn> struct __closure {
  _Fn __fn;
};
template <sender _Sender, class _Fn>
constexpr auto operator|(_Sender &&, __closure<_Fn>) {
  return typename _Fn::template __sender_t<std::remove_cvref_t<_Sender>>{};
}

struct just_t {
  template <class _Data> using __values = _Data;
  template <class... _Ts> constexpr auto operator()(_Ts &&...) const noexcept {
    return __sexpr_t<just_t, std::tuple<std::decay_t<_Ts>...>>{};
  }
};
inline constexpr just_t just{};

struct then_t {
  template <class _Fn, class _Child>
  using __values =
      typename __detail::__invoked<_Fn, __detail::__values_of_t<_Child>>::type;
  template <class _Fun> struct __adaptor {
    template <class _Sender>
    using __sender_t = __sexpr_t<then_t, _Fun, _Sender>;
  };
  template <sender _Sender, class _Fun>
  constexpr auto operator()(_Sender &&, _Fun) const {
    return __sexpr_t<then_t, _Fun, std::remove_cvref_t<_Sender>>{};
  }
  template <class _Fun> constexpr auto operator()(_Fun) const {
    return __closure<__adaptor<_Fun>>{};
  }
};
inline constexpr then_t then{};

struct on_t {
  template <class _Sched, class _Child>
  using __values = __detail::__values_of_t<_Child>;
  template <class _Scheduler, sender _Sender>
  constexpr auto operator()(_Scheduler &&, _Sender &&) const {
    return __sexpr_t<on_t, std::remove_cvref_t<_Scheduler>,
                     std::remove_cvref_t<_Sender>>{};
  }
};
inline constexpr on_t on{};

struct when_all_t {
  template <class _Data, class... _Child>
  using __values = decltype(std::tuple_cat(
      std::declval<__detail::__values_of_t<_Child>>()...));
  template <sender... _Senders>
  constexpr auto operator()(_Senders &&...) const {
    return __sexpr_t<when_all_t, int, std::remove_cvref_t<_Senders>...>{};
  }
};
inline constexpr when_all_t when_all{};

struct schedule_t {
  template <class _Scheduler>
  constexpr auto operator()(_Scheduler &&__sched) const noexcept {
    return __sched.schedule();
  }
};
inline constexpr schedule_t schedule{};

struct sync_wait_t {
  template <sender _Sender>
  auto operator()(_Sender &&) const
      -> std::optional<__detail::__values_of_t<_Sender>> {
    return {};
  }
};
inline constexpr sync_wait_t sync_wait{};

struct spawn_t {
  template <sender _Sender, class _Token>
  constexpr void operator()(_Sender &&, _Token &&) const {}
};
inline constexpr spawn_t spawn{};

class simple_counting_scope {
public:
  struct token {};
  token get_token() noexcept;
  struct __scope_join_t {
    template <class _Data> using __values = std::tuple<>;
  };
  auto join() noexcept { return __sexpr_t<__scope_join_t, int>{}; }
};

namespace __task {

template <class _Ty> struct __promise_base {
  template <class _Value = _Ty> void return_value(_Value &&__value);
};
template <> struct __promise_base<void> {
  void return_void() {}
};

} // namespace __task

template <class _Ty = void, class _TaskEnv = env<>> class [[nodiscard]] task {
  struct __promise;

public:
  using sender_concept = sender_tag;
  using promise_type = __promise;

  task(task &&__that) noexcept : __coro_(std::exchange(__that.__coro_, {})) {}
  ~task() {
    if (__coro_)
      __coro_.destroy();
  }
  template <class _ParentPromise>
  [[nodiscard]] auto as_awaitable(_ParentPromise &) && noexcept {
    return __detail::__sender_awaitable<task>{};
  }

private:
  struct __promise : __task::__promise_base<_Ty> {
    auto get_return_object() noexcept -> task {
      return task(std::coroutine_handle<__promise>::from_promise(*this));
    }
    auto initial_suspend() noexcept -> std::suspend_always { return {}; }
    auto final_suspend() noexcept -> std::suspend_always { return {}; }
    void unhandled_exception() { __error_ = std::current_exception(); }
    template <sender _Sender> auto await_transform(_Sender &&) noexcept {
      return __detail::__sender_awaitable<std::remove_cvref_t<_Sender>>{};
    }
    std::exception_ptr __error_;
  };
  explicit task(std::coroutine_handle<__promise> __coro) noexcept
      : __coro_(__coro) {}
  std::coroutine_handle<__promise> __coro_{};
};

namespace __detail {

template <class _Ty, class _TaskEnv>
struct __values_of<task<_Ty, _TaskEnv>> : __single<_Ty> {};

} // namespace __detail
} // namespace stdexec
