// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: the queue.

#pragma once

#include <unifex/sender_concepts.hpp>

namespace unifex {
inline namespace v1 {

class async_mutex {
  class lock_sender;

public:
  async_mutex() noexcept;
  ~async_mutex();
  [[nodiscard]] bool try_lock() noexcept;
  [[nodiscard]] lock_sender async_lock() noexcept;
  void unlock() noexcept;

private:
  class lock_sender {
  public:
    template <template <typename...> class Variant,
              template <typename...> class Tuple>
    using value_types = Variant<Tuple<>>;
  };
};

inline async_mutex::lock_sender async_mutex::async_lock() noexcept {
  return {};
}

} // namespace v1
} // namespace unifex
