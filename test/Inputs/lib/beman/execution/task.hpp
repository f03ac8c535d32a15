// Mirrors bemanproject/task 03895c7 (2026-07-19).

#pragma once

#include <beman/task/detail/task.hpp>

namespace beman::execution {

template <typename Value = void,
          typename Env = ::beman::task::detail::default_environment>
using task = ::beman::task::detail::task<Value, Env>;

} // namespace beman::execution
