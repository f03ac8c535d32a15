// Mirrors jbaldwin/libcoro 277467f (2026-03-30).

#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace coro {

template <typename return_type = void> class task;

namespace detail {

struct promise_base {
  struct final_awaitable {
    auto await_ready() const noexcept -> bool { return false; }
    template <typename promise_type>
    auto await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept
        -> std::coroutine_handle<> {
      return coroutine.promise().m_continuation;
    }
    auto await_resume() noexcept -> void {}
  };
  auto initial_suspend() noexcept { return std::suspend_always{}; }
  auto final_suspend() noexcept { return final_awaitable{}; }

  std::coroutine_handle<> m_continuation;
};

template <typename return_type> struct promise final : promise_base {
  auto get_return_object() noexcept -> task<return_type>;
  template <typename value_type> auto return_value(value_type &&value) -> void;
  auto unhandled_exception() noexcept -> void;
  auto result() & -> decltype(auto) { return static_cast<return_type &>(*m_value); }
  auto result() && -> decltype(auto) {
    return static_cast<return_type &&>(*m_value);
  }
  std::remove_reference_t<return_type> *m_value;
};

template <> struct promise<void> : promise_base {
  auto get_return_object() noexcept -> task<void>;
  auto unhandled_exception() noexcept -> void;
  auto return_void() noexcept -> void {}
  auto result() -> void {}
};

} // namespace detail

template <typename return_type> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<return_type>;
  using coroutine_handle = std::coroutine_handle<promise_type>;

  struct awaitable_base {
    auto await_ready() const noexcept -> bool { return m_coroutine.done(); }
    auto await_suspend(std::coroutine_handle<> awaiting) noexcept
        -> std::coroutine_handle<> {
      m_coroutine.promise().m_continuation = awaiting;
      return m_coroutine;
    }
    coroutine_handle m_coroutine;
  };

  task(const task &) = delete;
  task(task &&other) noexcept
      : m_coroutine(std::exchange(other.m_coroutine, nullptr)) {}
  ~task() {
    if (m_coroutine)
      m_coroutine.destroy();
  }

  auto operator co_await() const & noexcept {
    struct awaitable : awaitable_base {
      auto await_resume() -> decltype(auto) {
        return this->m_coroutine.promise().result();
      }
    };
    return awaitable{m_coroutine};
  }
  auto operator co_await() const && noexcept {
    struct awaitable : awaitable_base {
      auto await_resume() -> decltype(auto) {
        return std::move(this->m_coroutine.promise()).result();
      }
    };
    return awaitable{m_coroutine};
  }

private:
  coroutine_handle m_coroutine{nullptr};
};

} // namespace coro
