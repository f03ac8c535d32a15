// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: the operator| forms, await_suspend's return type is fixed.

#ifndef CPPCORO_FMAP_HPP_INCLUDED
#define CPPCORO_FMAP_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/is_awaitable.hpp>
#include <functional>
#include <type_traits>
#include <utility>

namespace cppcoro {

namespace detail {

template <typename FUNC, typename AWAITABLE> class fmap_awaiter {
  using awaiter_t = typename awaitable_traits<AWAITABLE &&>::awaiter_t;
  FUNC &&m_func;
  awaiter_t m_awaiter;

public:
  fmap_awaiter(FUNC &&func, AWAITABLE &&awaitable)
      : m_func(static_cast<FUNC &&>(func)),
        m_awaiter(detail::get_awaiter(static_cast<AWAITABLE &&>(awaitable))) {}

  decltype(auto) await_ready() {
    return static_cast<awaiter_t &&>(m_awaiter).await_ready();
  }
  template <typename PROMISE>
  decltype(auto) await_suspend(coroutine_handle<PROMISE> coro) {
    return static_cast<awaiter_t &&>(m_awaiter).await_suspend(std::move(coro));
  }
  decltype(auto) await_resume() {
    if constexpr (std::is_void_v<
                      decltype(std::declval<awaiter_t>().await_resume())>) {
      static_cast<awaiter_t &&>(m_awaiter).await_resume();
      return std::invoke(static_cast<FUNC &&>(m_func));
    } else {
      return std::invoke(static_cast<FUNC &&>(m_func),
                         static_cast<awaiter_t &&>(m_awaiter).await_resume());
    }
  }
};

template <typename FUNC, typename AWAITABLE> class fmap_awaitable {
public:
  template <
      typename FUNC_ARG, typename AWAITABLE_ARG,
      std::enable_if_t<std::is_constructible_v<FUNC, FUNC_ARG &&> &&
                           std::is_constructible_v<AWAITABLE, AWAITABLE_ARG &&>,
                       int> = 0>
  explicit fmap_awaitable(FUNC_ARG &&func, AWAITABLE_ARG &&awaitable)
      : m_func(static_cast<FUNC_ARG &&>(func)),
        m_awaitable(static_cast<AWAITABLE_ARG &&>(awaitable)) {}

  auto operator co_await() const & {
    return fmap_awaiter<const FUNC &, const AWAITABLE &>(m_func, m_awaitable);
  }
  auto operator co_await() & {
    return fmap_awaiter<FUNC &, AWAITABLE &>(m_func, m_awaitable);
  }
  auto operator co_await() && {
    return fmap_awaiter<FUNC &&, AWAITABLE &&>(
        static_cast<FUNC &&>(m_func), static_cast<AWAITABLE &&>(m_awaitable));
  }

private:
  FUNC m_func;
  AWAITABLE m_awaitable;
};

} // namespace detail

template <typename FUNC, typename AWAITABLE,
          std::enable_if_t<is_awaitable_v<AWAITABLE>, int> = 0>
auto fmap(FUNC &&func, AWAITABLE &&awaitable) {
  return detail::fmap_awaitable<
      std::remove_cv_t<std::remove_reference_t<FUNC>>,
      std::remove_cv_t<std::remove_reference_t<AWAITABLE>>>(
      std::forward<FUNC>(func), std::forward<AWAITABLE>(awaitable));
}

} // namespace cppcoro

#endif
