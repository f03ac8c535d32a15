// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: the call operator of a vector awaited as an lvalue.

#ifndef CPPCORO_WHEN_ALL_HPP_INCLUDED
#define CPPCORO_WHEN_ALL_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/fmap.hpp>
#include <cppcoro/is_awaitable.hpp>
#include <cppcoro/when_all_ready.hpp>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace cppcoro {

template <
    typename... AWAITABLES,
    std::enable_if_t<std::conjunction_v<is_awaitable<detail::unwrap_reference_t<
                         std::remove_reference_t<AWAITABLES>>>...>,
                     int> = 0>
[[nodiscard]] auto when_all(AWAITABLES &&...awaitables) {
  return fmap(
      [](auto &&taskTuple) {
        return std::apply(
            [](auto &&...tasks) {
              return std::make_tuple(
                  static_cast<decltype(tasks)>(tasks).non_void_result()...);
            },
            static_cast<decltype(taskTuple)>(taskTuple));
      },
      when_all_ready(std::forward<AWAITABLES>(awaitables)...));
}

template <typename AWAITABLE,
          typename RESULT = typename awaitable_traits<
              detail::unwrap_reference_t<AWAITABLE>>::await_result_t,
          std::enable_if_t<std::is_void_v<RESULT>, int> = 0>
[[nodiscard]] auto when_all(std::vector<AWAITABLE> awaitables) {
  return fmap(
      [](auto &&taskVector) {
        for (auto &task : taskVector)
          task.result();
      },
      when_all_ready(std::move(awaitables)));
}

template <typename AWAITABLE,
          typename RESULT = typename awaitable_traits<
              detail::unwrap_reference_t<AWAITABLE>>::await_result_t,
          std::enable_if_t<!std::is_void_v<RESULT>, int> = 0>
[[nodiscard]] auto when_all(std::vector<AWAITABLE> awaitables) {
  using result_t = std::conditional_t<
      std::is_lvalue_reference_v<RESULT>,
      std::reference_wrapper<std::remove_reference_t<RESULT>>,
      std::remove_reference_t<RESULT>>;
  return fmap(
      [](auto &&taskVector) {
        std::vector<result_t> results;
        for (auto &task : taskVector)
          results.emplace_back(std::move(task).result());
        return results;
      },
      when_all_ready(std::move(awaitables)));
}

} // namespace cppcoro

#endif
