// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: the wait itself.

#ifndef CPPCORO_SYNC_WAIT_HPP_INCLUDED
#define CPPCORO_SYNC_WAIT_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <exception>

namespace cppcoro {

template <typename AWAITABLE>
auto sync_wait(AWAITABLE &&) ->
    typename awaitable_traits<AWAITABLE &&>::await_result_t {
  std::terminate();
}

} // namespace cppcoro

#endif
