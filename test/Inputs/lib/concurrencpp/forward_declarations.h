// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_FORWARD_DECLARATIONS_H
#define CONCURRENCPP_FORWARD_DECLARATIONS_H

#include <coroutine>

namespace concurrencpp {
template <class type> class result;
template <class type> class lazy_result;
template <class type> class shared_result;
template <class type> class generator;
struct null_result {};
struct executor_tag {};
class executor;
enum class result_status { idle, value, exception };
} // namespace concurrencpp

namespace concurrencpp::details {
template <class promise_type>
using coroutine_handle = std::coroutine_handle<promise_type>;
using suspend_never = std::suspend_never;
using suspend_always = std::suspend_always;
} // namespace concurrencpp::details

#endif
