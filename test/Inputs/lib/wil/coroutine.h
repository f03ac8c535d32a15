// Mirrors microsoft/wil a2ddaac (2026-08-07).
// Left out: results and errors, references, who resumes whom, apartments. The real one is for Windows.

#pragma once

#include <atomic>
#include <coroutine>
#include <utility>

namespace wil {
template <typename T> struct task;
template <typename T> struct com_task;
} // namespace wil

namespace wil::details::coro {

template <typename T> struct task_promise;

template <typename T> struct promise_base {
  std::atomic<void *> m_waiting{nullptr};
  auto as_promise() noexcept { return static_cast<task_promise<T> *>(this); }
  auto get_return_object() noexcept { return as_promise(); }
  void abandon();
  std::suspend_never initial_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
  auto final_suspend() noexcept {
    struct awaiter : std::suspend_always {
      promise_base &self;
      void await_suspend(std::coroutine_handle<>) const noexcept {}
    };
    return awaiter{{}, *this};
  }
  bool client_await_ready();
  bool client_await_suspend(void *waiting, void (*resumer)(void *));
  T client_await_resume();
};
template <typename T> struct task_promise : promise_base<T> {
  template <typename U> void return_value(U &&value) {}
};
template <> struct task_promise<void> : promise_base<void> {
  void return_void() {}
};

template <typename T> struct promise_ptr {
  promise_base<T> *to = nullptr;
  promise_base<T> *operator->() const { return to; }
  promise_ptr(promise_base<T> *to) : to(to) {}
  promise_ptr(promise_ptr &&from) : to(std::exchange(from.to, nullptr)) {}
  promise_ptr &operator=(promise_ptr &&from);
  ~promise_ptr() {
    if (to)
      to->abandon();
  }
};

template <typename T> struct agile_awaiter {
  agile_awaiter(promise_ptr<T> &&initial) : promise(std::move(initial)) {}
  promise_ptr<T> promise;
  bool await_ready() { return promise->client_await_ready(); }
  auto await_suspend(std::coroutine_handle<> handle) {
    return promise->client_await_suspend(handle.address(), nullptr);
  }
  T await_resume() { return promise->client_await_resume(); }
};

template <typename T> struct task_base {
  auto resume_any_thread() && noexcept { return agile_awaiter<T>{std::move(promise)}; }
  auto resume_same_apartment() && noexcept { return agile_awaiter<T>{std::move(promise)}; }
  struct cannot_await_lvalue_use_std_move {
    void await_ready() {}
  };
  cannot_await_lvalue_use_std_move operator co_await() & = delete;
  decltype(auto) get() && { return promise->client_await_resume(); }

protected:
  task_base(task_promise<T> *initial = nullptr) noexcept : promise(initial) {}

private:
  promise_ptr<T> promise;
};

} // namespace wil::details::coro

namespace wil {

template <typename T> struct task : details::coro::task_base<T> {
  using base = details::coro::task_base<T>;
  task(details::coro::task_promise<T> *initial = nullptr) noexcept : base(initial) {}
  explicit task(base &&other) noexcept : base(std::move(other)) {}
  using base::operator co_await;
  auto operator co_await() && noexcept { return std::move(*this).resume_any_thread(); }
};
template <typename T> struct com_task : details::coro::task_base<T> {
  using base = details::coro::task_base<T>;
  com_task(details::coro::task_promise<T> *initial = nullptr) noexcept : base(initial) {}
  explicit com_task(base &&other) noexcept : base(std::move(other)) {}
  using base::operator co_await;
  auto operator co_await() && noexcept { return std::move(*this).resume_same_apartment(); }
};
template <typename T> com_task(task<T> &&) -> com_task<T>;

template <typename Dispatcher> [[nodiscard]] auto resume_foreground(Dispatcher const &dispatcher) {
  struct awaitable {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() const {}
  };
  return awaitable{};
}

} // namespace wil

template <typename T, typename... Args> struct std::coroutine_traits<wil::task<T>, Args...> {
  using promise_type = wil::details::coro::task_promise<T>;
};
template <typename T, typename... Args> struct std::coroutine_traits<wil::com_task<T>, Args...> {
  using promise_type = wil::details::coro::task_promise<T>;
};
