// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the state, wait options.

#pragma once

#include <atomic>
#include <chrono>

namespace folly {

template <bool MayBlock = true, template <typename> class Atom = std::atomic>
class Baton {
public:
  constexpr Baton() noexcept {}
  Baton(Baton const &) = delete;
  Baton &operator=(Baton const &) = delete;

  bool ready() const noexcept;
  void reset() noexcept;
  void post() noexcept;
  void wait() noexcept;
  bool try_wait() noexcept;
  template <typename Rep, typename Period>
  bool try_wait_for(const std::chrono::duration<Rep, Period> &timeout) noexcept;
};

} // namespace folly
