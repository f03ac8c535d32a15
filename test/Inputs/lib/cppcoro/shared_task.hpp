// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: the list of waiters and the reference count, so it does not run;
// broken_promise, operator!=, swap.

#ifndef CPPCORO_SHARED_LAZY_TASK_HPP_INCLUDED
#define CPPCORO_SHARED_LAZY_TASK_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>
#include <cppcoro/task.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace cppcoro {

template <typename T> class shared_task;

namespace detail {

struct shared_task_waiter {
  coroutine_handle<> m_continuation;
  shared_task_waiter *m_next;
};

class shared_task_promise_base {
  friend struct final_awaiter;

  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <typename PROMISE>
    void await_suspend(coroutine_handle<PROMISE>) noexcept {}
    void await_resume() noexcept {}
  };

public:
  suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  bool is_ready() const noexcept;
  void add_ref() noexcept;
  bool try_detach() noexcept;
  bool try_await(shared_task_waiter *waiter, coroutine_handle<> coroutine);

protected:
  void rethrow_if_unhandled_exception() {
    if (m_exception)
      std::rethrow_exception(m_exception);
  }

private:
  std::exception_ptr m_exception;
};

template <typename T>
class shared_task_promise : public shared_task_promise_base {
public:
  shared_task<T> get_return_object() noexcept;
  template <typename VALUE,
            typename = std::enable_if_t<std::is_convertible_v<VALUE &&, T>>>
  void return_value(VALUE &&value) {
    m_value.emplace(std::forward<VALUE>(value));
  }
  T &result() {
    rethrow_if_unhandled_exception();
    return *m_value;
  }

private:
  std::optional<T> m_value;
};

template <> class shared_task_promise<void> : public shared_task_promise_base {
public:
  shared_task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void result() { rethrow_if_unhandled_exception(); }
};

template <typename T>
class shared_task_promise<T &> : public shared_task_promise_base {
public:
  shared_task<T &> get_return_object() noexcept;
  void return_value(T &value) noexcept { m_value = std::addressof(value); }
  T &result() {
    rethrow_if_unhandled_exception();
    return *m_value;
  }

private:
  T *m_value;
};

} // namespace detail

template <typename T = void> class [[nodiscard]] shared_task {
public:
  using promise_type = detail::shared_task_promise<T>;
  using value_type = T;

private:
  struct awaitable_base {
    coroutine_handle<promise_type> m_coroutine;
    detail::shared_task_waiter m_waiter;

    awaitable_base(coroutine_handle<promise_type> coroutine) noexcept
        : m_coroutine(coroutine) {}
    bool await_ready() const noexcept {
      return !m_coroutine || m_coroutine.promise().is_ready();
    }
    bool await_suspend(coroutine_handle<> awaiter) noexcept {
      m_waiter.m_continuation = awaiter;
      return m_coroutine.promise().try_await(&m_waiter, m_coroutine);
    }
  };

public:
  shared_task() noexcept : m_coroutine(nullptr) {}
  explicit shared_task(coroutine_handle<promise_type> coroutine)
      : m_coroutine(coroutine) {}
  shared_task(shared_task &&other) noexcept
      : m_coroutine(std::exchange(other.m_coroutine, {})) {}
  shared_task(const shared_task &other) noexcept
      : m_coroutine(other.m_coroutine) {
    if (m_coroutine)
      m_coroutine.promise().add_ref();
  }
  ~shared_task() {
    if (m_coroutine && !m_coroutine.promise().try_detach())
      m_coroutine.destroy();
  }
  shared_task &operator=(shared_task &&other) noexcept {
    swap(other);
    return *this;
  }
  shared_task &operator=(const shared_task &other) noexcept {
    shared_task(other).swap(*this);
    return *this;
  }
  void swap(shared_task &other) noexcept {
    std::swap(m_coroutine, other.m_coroutine);
  }

  bool is_ready() const noexcept {
    return !m_coroutine || m_coroutine.promise().is_ready();
  }

  auto operator co_await() const noexcept {
    struct awaitable : awaitable_base {
      using awaitable_base::awaitable_base;
      decltype(auto) await_resume() {
        return this->m_coroutine.promise().result();
      }
    };
    return awaitable{m_coroutine};
  }

  auto when_ready() const noexcept {
    struct awaitable : awaitable_base {
      using awaitable_base::awaitable_base;
      void await_resume() const noexcept {}
    };
    return awaitable{m_coroutine};
  }

private:
  template <typename U>
  friend bool operator==(const shared_task<U> &,
                         const shared_task<U> &) noexcept;

  coroutine_handle<promise_type> m_coroutine;
};

template <typename T>
bool operator==(const shared_task<T> &lhs, const shared_task<T> &rhs) noexcept {
  return lhs.m_coroutine == rhs.m_coroutine;
}

namespace detail {

template <typename T>
shared_task<T> shared_task_promise<T>::get_return_object() noexcept {
  return shared_task<T>{
      coroutine_handle<shared_task_promise>::from_promise(*this)};
}

template <typename T>
shared_task<T &> shared_task_promise<T &>::get_return_object() noexcept {
  return shared_task<T &>{
      coroutine_handle<shared_task_promise>::from_promise(*this)};
}

inline shared_task<void>
shared_task_promise<void>::get_return_object() noexcept {
  return shared_task<void>{
      coroutine_handle<shared_task_promise>::from_promise(*this)};
}

} // namespace detail

template <typename AWAITABLE>
auto make_shared_task(AWAITABLE awaitable)
    -> shared_task<detail::remove_rvalue_reference_t<
        typename awaitable_traits<AWAITABLE>::await_result_t>> {
  co_return co_await static_cast<AWAITABLE &&>(awaitable);
}

} // namespace cppcoro

#endif
