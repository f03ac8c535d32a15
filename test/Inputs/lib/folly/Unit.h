// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: lift_unit of a callable's result.

#pragma once

namespace folly {

struct Unit {
  constexpr bool operator==(const Unit &) const { return true; }
};
constexpr Unit unit{};

template <typename T> struct lift_unit {
  using type = T;
};
template <> struct lift_unit<void> {
  using type = Unit;
};
template <typename T> using lift_unit_t = typename lift_unit<T>::type;

template <typename T> struct drop_unit {
  using type = T;
};
template <> struct drop_unit<Unit> {
  using type = void;
};
template <typename T> using drop_unit_t = typename drop_unit<T>::type;

} // namespace folly
