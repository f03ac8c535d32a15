// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: when_any, ranges.

#ifndef CONCURRENCPP_WHEN_RESULT_H
#define CONCURRENCPP_WHEN_RESULT_H

#include "concurrencpp/results/lazy_result.h"
#include <memory>
#include <tuple>
#include <type_traits>

namespace concurrencpp {

template <class... result_types>
lazy_result<std::tuple<typename std::decay<result_types>::type...>>
when_all(std::shared_ptr<executor> resume_executor, result_types &&...results);

} // namespace concurrencpp

#endif
