// Mirrors microsoft/cppwinrt a31a05ce (2026-06-24).
// Left out: everything that is not about coroutines, delegates, cancellation,
// the ABI. The real one is generated, for Windows.

#pragma once

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <utility>

namespace winrt::Windows::Foundation {

using TimeSpan = std::chrono::duration<int64_t, std::ratio<1, 10'000'000>>;
enum class AsyncStatus : int32_t { Started, Completed, Canceled, Error };
struct IAsyncInfo;
struct IAsyncAction;
template <typename TResult> struct IAsyncOperation;

} // namespace winrt::Windows::Foundation

namespace winrt {

[[noreturn]] inline void terminate() noexcept { std::terminate(); }

namespace impl {

void resume_background(std::coroutine_handle<> handle);

} // namespace impl

[[nodiscard]] inline auto resume_background() noexcept {
  struct awaitable {
    bool await_ready() const noexcept { return false; }
    void await_resume() const noexcept {}
    void await_suspend(std::coroutine_handle<> handle) const {
      impl::resume_background(handle);
    }
  };
  return awaitable{};
}

struct apartment_context {
  apartment_context() = default;
  operator bool() const noexcept;
};

} // namespace winrt

namespace winrt::impl {

struct apartment_awaiter {
  apartment_context const &context;
  bool await_ready() const noexcept { return false; }
  void await_resume() const {}
  bool await_suspend(std::coroutine_handle<> handle);
};

struct timespan_awaiter {
  explicit timespan_awaiter(Windows::Foundation::TimeSpan duration) noexcept;
  bool await_ready() const noexcept;
  template <typename T> void await_suspend(std::coroutine_handle<T> handle);
  void await_resume();
};

struct signal_awaiter {
  signal_awaiter(void *handle, Windows::Foundation::TimeSpan timeout) noexcept;
  bool await_ready() const noexcept;
  template <typename T> void await_suspend(std::coroutine_handle<T> resume);
  bool await_resume();
};

} // namespace winrt::impl

namespace winrt {

inline impl::apartment_awaiter
operator co_await(apartment_context const &context) {
  return {context};
}
[[nodiscard]] inline impl::timespan_awaiter
resume_after(Windows::Foundation::TimeSpan duration) noexcept {
  return impl::timespan_awaiter{duration};
}
inline impl::timespan_awaiter
operator co_await(Windows::Foundation::TimeSpan duration) {
  return resume_after(duration);
}
[[nodiscard]] inline impl::signal_awaiter
resume_on_signal(void *handle,
                 Windows::Foundation::TimeSpan timeout = {}) noexcept {
  return impl::signal_awaiter{handle, timeout};
}

struct thread_pool {
  thread_pool();
  void thread_limits(uint32_t const high, uint32_t const low);
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}
  void await_suspend(std::coroutine_handle<> handle);
};

struct fire_and_forget {};

} // namespace winrt

namespace std {

template <typename... Args>
struct coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object() const noexcept { return {}; }
    void return_void() const noexcept {}
    suspend_never initial_suspend() const noexcept { return {}; }
    suspend_never final_suspend() const noexcept { return {}; }
    void unhandled_exception() const noexcept { winrt::terminate(); }
  };
};

} // namespace std
