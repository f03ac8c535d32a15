// Mirrors NVIDIA/stdexec e92245d5 (2026-08-20).
// Left out: how the work is counted.

#pragma once

#include <stdexec/execution.hpp>
#include <type_traits>

namespace experimental::execution {

namespace __scope {

template <class _Constrained> struct __when_empty_sender {
  using sender_concept = stdexec::sender_tag;
};
template <class _Constrained> struct __nest_sender {
  using sender_concept = stdexec::sender_tag;
};
template <class _Sender> struct __future {
  using sender_concept = stdexec::sender_tag;
  __future() = default;
  __future(__future &&) = default;
  ~__future() noexcept {}
};

struct async_scope {
  async_scope() = default;
  async_scope(async_scope &&) = delete;
  [[nodiscard]] auto on_empty() const {
    return __when_empty_sender<
        stdexec::__sexpr_t<stdexec::just_t, std::tuple<>>>{};
  }
  template <stdexec::sender _Constrained>
  [[nodiscard]] auto nest(_Constrained &&)
      -> __nest_sender<std::decay_t<_Constrained>> {
    return {};
  }
  template <stdexec::sender _Sender> void spawn(_Sender &&) {}
  template <stdexec::sender _Sender>
  [[nodiscard]] auto spawn_future(_Sender &&)
      -> __future<std::decay_t<_Sender>> {
    return {};
  }
};

} // namespace __scope

using __scope::async_scope;

} // namespace experimental::execution

namespace exec = experimental::execution;

namespace stdexec::__detail {

template <class _Constrained>
struct __values_of<exec::__scope::__when_empty_sender<_Constrained>>
    : __values_of<_Constrained> {};
template <class _Constrained>
struct __values_of<exec::__scope::__nest_sender<_Constrained>>
    : __values_of<_Constrained> {};
template <class _Sender>
struct __values_of<exec::__scope::__future<_Sender>> : __values_of<_Sender> {};

} // namespace stdexec::__detail
