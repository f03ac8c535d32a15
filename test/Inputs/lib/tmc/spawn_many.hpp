// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: executors and priorities, counts, functions, arrays of results.

#pragma once

#include <iterator>
#include <tmc/task.hpp>
#include <type_traits>
#include <vector>

namespace tmc {

template <typename Result> class aw_spawn_many_impl {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> outer) noexcept;
  std::conditional_t<std::is_void_v<Result>, void, std::vector<Result>>
  await_resume() noexcept;
};

template <typename Result, typename Iter>
class [[nodiscard("You must await or initiate the result of spawn_many().")]]
aw_spawn_many {
  Iter begin;
  Iter end;

public:
  aw_spawn_many(Iter first, Iter last) : begin(first), end(last) {}
  aw_spawn_many_impl<Result> operator co_await() && noexcept { return {}; }
  void detach();
};

template <typename AwaitableIter,
          typename Awaitable = std::iter_value_t<AwaitableIter>,
          typename Result = tmc::detail::awaitable_result_t<Awaitable>>
aw_spawn_many<Result, AwaitableIter> spawn_many(AwaitableIter &&Begin,
                                                AwaitableIter &&End) {
  return {Begin, End};
}

} // namespace tmc
