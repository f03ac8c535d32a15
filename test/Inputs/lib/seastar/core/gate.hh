// Mirrors scylladb/seastar 525fcc86e (2026-08-02).

#pragma once

#include <seastar/core/future.hh>

namespace seastar {

class gate {
public:
  gate() noexcept;
  future<> close() noexcept;
  class holder {
  public:
    holder(holder &&x) noexcept;
    ~holder();
  };
  holder hold();
};

template <typename Func>
typename internal::continued<Func, void>::type with_gate(gate &g, Func &&func) {
  return func();
}

} // namespace seastar
