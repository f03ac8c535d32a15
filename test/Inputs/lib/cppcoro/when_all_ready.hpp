// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// when_all_ready_awaitable, when_all_task and void_value live in detail/ there.
// Left out: the counter that resumes the awaiting coroutine, so it does not
// run; the awaitable of no tasks.

#ifndef CPPCORO_WHEN_ALL_READY_HPP_INCLUDED
#define CPPCORO_WHEN_ALL_READY_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>
#include <cppcoro/is_awaitable.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace cppcoro {

namespace detail {

struct void_value {};

template <typename T> struct unwrap_reference { using type = T; };
template <typename T> struct unwrap_reference<std::reference_wrapper<T>> {
  using type = T;
};
template <typename T>
using unwrap_reference_t = typename unwrap_reference<T>::type;

template <typename RESULT> class when_all_task_promise final {
public:
  using coroutine_handle_t = coroutine_handle<when_all_task_promise<RESULT>>;

  auto get_return_object() noexcept {
    return coroutine_handle_t::from_promise(*this);
  }
  suspend_always initial_suspend() noexcept { return {}; }
  suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  void return_void() noexcept {}
  auto yield_value(RESULT &&result) noexcept {
    m_result = std::addressof(result);
    return final_suspend();
  }
  RESULT &result() & { return *m_result; }
  RESULT &&result() && { return std::forward<RESULT>(*m_result); }

private:
  std::exception_ptr m_exception;
  std::add_pointer_t<RESULT> m_result;
};

template <> class when_all_task_promise<void> final {
public:
  using coroutine_handle_t = coroutine_handle<when_all_task_promise<void>>;

  auto get_return_object() noexcept {
    return coroutine_handle_t::from_promise(*this);
  }
  suspend_always initial_suspend() noexcept { return {}; }
  suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  void return_void() noexcept {}
  void result() {}

private:
  std::exception_ptr m_exception;
};

template <typename RESULT> class when_all_task final {
public:
  using promise_type = when_all_task_promise<RESULT>;
  using coroutine_handle_t = typename promise_type::coroutine_handle_t;

  when_all_task(coroutine_handle_t coroutine) noexcept
      : m_coroutine(coroutine) {}
  when_all_task(when_all_task &&other) noexcept
      : m_coroutine(std::exchange(other.m_coroutine, {})) {}
  when_all_task(const when_all_task &) = delete;
  when_all_task &operator=(const when_all_task &) = delete;
  ~when_all_task() {
    if (m_coroutine)
      m_coroutine.destroy();
  }

  decltype(auto) result() & { return m_coroutine.promise().result(); }
  decltype(auto) result() && {
    return std::move(m_coroutine.promise()).result();
  }
  decltype(auto) non_void_result() & {
    if constexpr (std::is_void_v<decltype(this->result())>) {
      this->result();
      return void_value{};
    } else {
      return this->result();
    }
  }
  decltype(auto) non_void_result() && {
    if constexpr (std::is_void_v<decltype(this->result())>) {
      std::move(*this).result();
      return void_value{};
    } else {
      return std::move(*this).result();
    }
  }

private:
  coroutine_handle_t m_coroutine;
};

template <
    typename AWAITABLE,
    typename RESULT = typename awaitable_traits<AWAITABLE &&>::await_result_t,
    std::enable_if_t<!std::is_void_v<RESULT>, int> = 0>
when_all_task<RESULT> make_when_all_task(AWAITABLE awaitable) {
  co_yield co_await static_cast<AWAITABLE &&>(awaitable);
}

template <
    typename AWAITABLE,
    typename RESULT = typename awaitable_traits<AWAITABLE &&>::await_result_t,
    std::enable_if_t<std::is_void_v<RESULT>, int> = 0>
when_all_task<void> make_when_all_task(AWAITABLE awaitable) {
  co_await static_cast<AWAITABLE &&>(awaitable);
}

template <typename TASK_CONTAINER> class when_all_ready_awaitable {
  struct awaiter_base {
    TASK_CONTAINER &m_tasks;

    bool await_ready() const noexcept { return false; }
    bool await_suspend(coroutine_handle<>) noexcept { return false; }
  };

public:
  explicit when_all_ready_awaitable(TASK_CONTAINER &&tasks) noexcept
      : m_tasks(std::forward<TASK_CONTAINER>(tasks)) {}
  when_all_ready_awaitable(when_all_ready_awaitable &&other) noexcept
      : m_tasks(std::move(other.m_tasks)) {}
  when_all_ready_awaitable(const when_all_ready_awaitable &) = delete;
  when_all_ready_awaitable &
  operator=(const when_all_ready_awaitable &) = delete;

  auto operator co_await() & noexcept {
    struct awaiter : awaiter_base {
      TASK_CONTAINER &await_resume() noexcept { return this->m_tasks; }
    };
    return awaiter{{m_tasks}};
  }
  auto operator co_await() && noexcept {
    struct awaiter : awaiter_base {
      TASK_CONTAINER &&await_resume() noexcept {
        return std::move(this->m_tasks);
      }
    };
    return awaiter{{m_tasks}};
  }

private:
  TASK_CONTAINER m_tasks;
};

} // namespace detail

template <
    typename... AWAITABLES,
    std::enable_if_t<std::conjunction_v<is_awaitable<detail::unwrap_reference_t<
                         std::remove_reference_t<AWAITABLES>>>...>,
                     int> = 0>
[[nodiscard]] auto when_all_ready(AWAITABLES &&...awaitables) {
  return detail::when_all_ready_awaitable<std::tuple<detail::when_all_task<
      typename awaitable_traits<detail::unwrap_reference_t<
          std::remove_reference_t<AWAITABLES>>>::await_result_t>...>>(
      std::make_tuple(
          detail::make_when_all_task(std::forward<AWAITABLES>(awaitables))...));
}

template <typename AWAITABLE,
          typename RESULT = typename awaitable_traits<
              detail::unwrap_reference_t<AWAITABLE>>::await_result_t>
[[nodiscard]] auto when_all_ready(std::vector<AWAITABLE> awaitables) {
  std::vector<detail::when_all_task<RESULT>> tasks;
  for (auto &awaitable : awaitables)
    tasks.emplace_back(detail::make_when_all_task(std::move(awaitable)));
  return detail::when_all_ready_awaitable<
      std::vector<detail::when_all_task<RESULT>>>(std::move(tasks));
}

} // namespace cppcoro

#endif
