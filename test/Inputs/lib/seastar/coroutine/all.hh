// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: how the results are collected.

#pragma once

#include <coroutine>
#include <seastar/core/coroutine.hh>
#include <seastar/core/when_all.hh>
#include <tuple>
#include <type_traits>

namespace seastar::coroutine {

template <typename... Futures>
  requires(sizeof...(Futures) > 0)
class [[nodiscard("must co_await an all() object")]] all {
  struct awaiter {
    bool await_ready() const;
    template <typename U> void await_suspend(std::coroutine_handle<U> h);
    decltype(std::tuple_cat(
        std::declval<typename internal::value_of<Futures>::type>()...))
    await_resume();
  };

public:
  template <typename... Func> explicit all(Func &&...funcs) {}
  all(const all &) = delete;
  awaiter operator co_await() { return awaiter{}; }
};
template <typename FirstFunc, typename... MoreFuncs>
explicit all(FirstFunc &&, MoreFuncs &&...)
    -> all<std::invoke_result_t<FirstFunc>, std::invoke_result_t<MoreFuncs>...>;

} // namespace seastar::coroutine
