// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the collecting itself, the results for now_task and safe_task,
// generators, the NoDiscard, WithoutException and windowed-try forms.

#pragma once

#include <cstddef>
#include <exception>
#include <folly/Try.h>
#include <folly/Unit.h>
#include <folly/coro/Task.h>
#include <folly/coro/Traits.h>
#include <folly/coro/ViaIfAsync.h>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace folly::coro {

namespace detail {

template <typename SemiAwaitable>
using collect_all_try_component_t = Try<decay_rvalue_reference_t<
    lift_lvalue_reference_t<semi_await_result_t<SemiAwaitable>>>>;

template <typename SemiAwaitable>
using collect_all_component_t =
    decay_rvalue_reference_t<lift_unit_t<semi_await_result_t<SemiAwaitable>>>;

template <typename SemiAwaitable>
using collect_all_range_component_t = decay_rvalue_reference_t<
    lift_lvalue_reference_t<lift_unit_t<semi_await_result_t<SemiAwaitable>>>>;

template <typename... SemiAwaitables>
using collect_any_component_t = std::common_type_t<
    decay_rvalue_reference_t<semi_await_result_t<SemiAwaitables>>...>;

template <typename Range>
using range_reference_t = decltype(*std::begin(std::declval<Range &>()));

template <typename Container> class MoveRange {
public:
  explicit MoveRange(Container &container) : container_(container) {}
  auto begin() { return std::make_move_iterator(container_.begin()); }
  auto end() { return std::make_move_iterator(container_.end()); }

private:
  Container &container_;
};

} // namespace detail

template <typename... SemiAwaitables>
auto collectAll(SemiAwaitables...) -> Task<std::tuple<
    detail::collect_all_component_t<std::remove_cvref_t<SemiAwaitables>>...>> {
  std::terminate();
}

template <typename... SemiAwaitables>
auto collectAllTry(SemiAwaitables...)
    -> Task<std::tuple<detail::collect_all_try_component_t<
        std::remove_cvref_t<SemiAwaitables>>...>> {
  std::terminate();
}

template <typename InputRange,
          std::enable_if_t<!std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllRange(InputRange)
    -> Task<std::vector<detail::collect_all_range_component_t<
        detail::range_reference_t<InputRange>>>> {
  std::terminate();
}

template <typename InputRange,
          std::enable_if_t<std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllRange(InputRange) -> Task<void> {
  std::terminate();
}

template <typename SemiAwaitable>
auto collectAllRange(std::vector<SemiAwaitable> awaitables)
    -> decltype(collectAllRange(detail::MoveRange(awaitables))) {
  std::terminate();
}

template <typename InputRange>
auto collectAllTryRange(InputRange)
    -> Task<std::vector<detail::collect_all_try_component_t<
        detail::range_reference_t<InputRange>>>> {
  std::terminate();
}

template <typename SemiAwaitable>
auto collectAllTryRange(std::vector<SemiAwaitable> awaitables)
    -> decltype(collectAllTryRange(detail::MoveRange(awaitables))) {
  std::terminate();
}

template <typename InputRange,
          std::enable_if_t<std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllWindowed(InputRange, std::size_t) -> Task<void> {
  std::terminate();
}

template <typename InputRange,
          std::enable_if_t<!std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllWindowed(InputRange, std::size_t)
    -> Task<std::vector<detail::collect_all_range_component_t<
        detail::range_reference_t<InputRange>>>> {
  std::terminate();
}

template <typename SemiAwaitable>
auto collectAllWindowed(std::vector<SemiAwaitable> awaitables,
                        std::size_t maxConcurrency)
    -> decltype(collectAllWindowed(detail::MoveRange(awaitables),
                                   maxConcurrency)) {
  std::terminate();
}

template <typename SemiAwaitable, typename... SemiAwaitables>
auto collectAny(SemiAwaitable &&, SemiAwaitables &&...)
    -> Task<std::pair<std::size_t, Try<detail::collect_any_component_t<
                                       SemiAwaitable, SemiAwaitables...>>>> {
  std::terminate();
}

} // namespace folly::coro
