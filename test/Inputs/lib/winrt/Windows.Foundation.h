// Mirrors microsoft/cppwinrt a31a05ce (2026-06-24).
// Left out: progress, handlers, the ABI. The real one is generated, for
// Windows.

#pragma once

#include <winrt/base.h>

namespace winrt::impl {

template <typename D> struct consume_Windows_Foundation_IAsyncAction {
  auto get() const {}
  auto wait_for(Windows::Foundation::TimeSpan const &timeout) const {
    return Windows::Foundation::AsyncStatus::Started;
  }
  void GetResults() const;
};

template <typename D, typename TResult>
struct consume_Windows_Foundation_IAsyncOperation {
  auto get() const { return GetResults(); }
  auto wait_for(Windows::Foundation::TimeSpan const &timeout) const {
    return Windows::Foundation::AsyncStatus::Started;
  }
  TResult GetResults() const;
};

} // namespace winrt::impl

namespace winrt::Windows::Foundation {

struct IAsyncInfo {
  AsyncStatus Status() const;
  void Cancel() const;
};

struct IAsyncAction
    : IAsyncInfo,
      impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {
  IAsyncAction(std::nullptr_t = nullptr) noexcept {}
};

template <typename TResult>
struct IAsyncOperation
    : IAsyncInfo,
      impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<TResult>,
                                                       TResult> {
  IAsyncOperation(std::nullptr_t = nullptr) noexcept {}
};

} // namespace winrt::Windows::Foundation

namespace winrt::impl {

template <typename Async, bool preserve_context = true> struct await_adapter {
  template <typename T> await_adapter(T &&async);
  bool await_ready() const noexcept { return false; }
  template <typename T> bool await_suspend(std::coroutine_handle<T> handle);
  auto await_resume() const { return async->GetResults(); }

private:
  Async const *async;
};

} // namespace winrt::impl

namespace winrt {

template <typename Async>
inline impl::await_adapter<std::decay_t<Async>, false>
resume_agile(Async &&async) {
  return {std::forward<Async>(async)};
}

} // namespace winrt

namespace winrt::Windows::Foundation {

inline impl::await_adapter<IAsyncAction>
operator co_await(IAsyncAction const &async) {
  return {async};
}
template <typename TResult>
impl::await_adapter<IAsyncOperation<TResult>>
operator co_await(IAsyncOperation<TResult> const &async) {
  return {async};
}

} // namespace winrt::Windows::Foundation

namespace winrt::impl {

template <typename Derived, typename AsyncInterface> struct promise_base {
  AsyncInterface get_return_object() const noexcept { return {nullptr}; }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  struct final_suspend_awaiter {
    promise_base *promise;
    bool await_ready() const noexcept { return false; }
    void await_resume() const noexcept {}
    bool await_suspend(std::coroutine_handle<>) const noexcept;
  };
  auto final_suspend() noexcept { return final_suspend_awaiter{this}; }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  template <typename Expression>
  Expression &&await_transform(Expression &&expression) {
    return std::forward<Expression>(expression);
  }

protected:
  std::exception_ptr m_exception{};
};

} // namespace winrt::impl

namespace std {

template <typename... Args>
struct coroutine_traits<winrt::Windows::Foundation::IAsyncAction, Args...> {
  struct promise_type final
      : winrt::impl::promise_base<promise_type,
                                  winrt::Windows::Foundation::IAsyncAction> {
    void return_void() const noexcept {}
  };
};

template <typename TResult, typename... Args>
struct coroutine_traits<winrt::Windows::Foundation::IAsyncOperation<TResult>,
                        Args...> {
  struct promise_type final
      : winrt::impl::promise_base<
            promise_type,
            winrt::Windows::Foundation::IAsyncOperation<TResult>> {
    void return_value(TResult &&value) noexcept;
    void return_value(TResult const &value) noexcept;
  };
};

} // namespace std

namespace winrt {

template <typename... T>
Windows::Foundation::IAsyncAction when_all(T... async) {
  (void(co_await async), ...);
  co_return;
}

template <typename T, typename... Rest>
T when_any(T const &first, Rest const &...rest);

} // namespace winrt
