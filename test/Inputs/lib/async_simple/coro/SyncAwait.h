// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: the bodies.

#ifndef ASYNC_SIMPLE_CORO_SYNCAWAIT_H
#define ASYNC_SIMPLE_CORO_SYNCAWAIT_H

#include <async_simple/coro/Lazy.h>
#include <type_traits>

namespace async_simple {
namespace coro {

template <typename LazyType>
typename std::decay_t<LazyType>::ValueType syncAwait(LazyType &&lazy);
template <typename LazyType>
typename std::decay_t<LazyType>::ValueType syncAwait(LazyType &&lazy,
                                                     Executor *ex);

} // namespace coro
} // namespace async_simple

#endif
