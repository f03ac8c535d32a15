// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: signals, allocators, the windowed and the parallel forms.

#ifndef ASYNC_SIMPLE_CORO_COLLECT_H
#define ASYNC_SIMPLE_CORO_COLLECT_H

#include <async_simple/Try.h>
#include <async_simple/coro/Lazy.h>
#include <tuple>
#include <variant>
#include <vector>

namespace async_simple {
namespace coro {

template <template <typename> typename LazyType, typename... Ts>
Lazy<std::tuple<Try<typename LazyType<Ts>::ValueType>...>>
collectAll(LazyType<Ts>... inputs);

template <typename T, template <typename> typename LazyType>
Lazy<std::vector<Try<typename LazyType<T>::ValueType>>>
collectAll(std::vector<LazyType<T>> &&input);

template <template <typename> typename LazyType, typename... Ts>
Lazy<std::variant<Try<Ts>...>> collectAny(LazyType<Ts>... awaitables);

} // namespace coro
} // namespace async_simple

#endif
