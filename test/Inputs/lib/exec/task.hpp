// Mirrors NVIDIA/stdexec e92245d5 (2026-08-20).
// Left out: contexts, schedulers, stopping.

#pragma once

#include <coroutine>
#include <exception>
#include <stdexec/execution.hpp>
#include <utility>

namespace experimental::execution {

namespace __task {

template <class _Ty> struct default_task_context {};

template <class _Ty, class _Context = default_task_context<_Ty>>
class [[nodiscard]] basic_task {
  struct __promise;

public:
  using promise_type = __promise;

  basic_task(basic_task &&__that) noexcept
      : __coro_(std::exchange(__that.__coro_, {})) {}
  auto operator co_await() && noexcept
      -> stdexec::__detail::__sender_awaitable<basic_task> {
    return {};
  }
  ~basic_task() {
    if (__coro_)
      __coro_.destroy();
  }

private:
  struct __promise : stdexec::__task::__promise_base<_Ty> {
    auto get_return_object() noexcept -> basic_task {
      return basic_task(std::coroutine_handle<__promise>::from_promise(*this));
    }
    auto initial_suspend() noexcept -> std::suspend_always { return {}; }
    auto final_suspend() noexcept -> std::suspend_always { return {}; }
    void unhandled_exception() noexcept { __error_ = std::current_exception(); }
    template <stdexec::sender _CvSender>
    auto await_transform(_CvSender &&) noexcept {
      return stdexec::__detail::__sender_awaitable<
          std::remove_cvref_t<_CvSender>>{};
    }
    std::exception_ptr __error_;
  };

public:
  explicit basic_task(std::coroutine_handle<promise_type> __coro) noexcept
      : __coro_(__coro) {}
  std::coroutine_handle<promise_type> __coro_{};
};

} // namespace __task

template <class _Ty>
using task = __task::basic_task<_Ty, __task::default_task_context<_Ty>>;

} // namespace experimental::execution

namespace exec = experimental::execution;

namespace stdexec {

template <class _Ty, class _Context>
inline constexpr bool enable_sender<exec::__task::basic_task<_Ty, _Context>> =
    true;

namespace __detail {

template <class _Ty, class _Context>
struct __values_of<exec::__task::basic_task<_Ty, _Context>> : __single<_Ty> {};

} // namespace __detail
} // namespace stdexec
