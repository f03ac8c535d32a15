// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Left out: the schedulers of a receiver, points in time.

#pragma once

#include <unifex/sender_concepts.hpp>

namespace unifex {

namespace _sf {

// What schedule gives knows its scheduler.
template <typename Sender> struct sender_for : Sender {
  explicit sender_for(Sender sender) : Sender(sender) {}
};

} // namespace _sf

namespace _schedule {

struct _fn {
  template <typename Scheduler> auto operator()(Scheduler &&s) const {
    return _sf::sender_for(static_cast<Scheduler &&>(s).schedule());
  }
};

} // namespace _schedule

inline constexpr _schedule::_fn schedule{};

namespace _schedule_after {

inline const struct _fn {
  template <typename Scheduler, typename Duration>
  auto operator()(Scheduler &&s, Duration d) const {
    return static_cast<Scheduler &&>(s).schedule_after(d);
  }
} schedule_after{};

} // namespace _schedule_after

using _schedule_after::schedule_after;

} // namespace unifex
