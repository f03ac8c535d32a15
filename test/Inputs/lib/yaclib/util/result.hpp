// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: states and how they are made.

#pragma once

#include <exception>
#include <yaclib/fwd.hpp>

namespace yaclib {

template <typename V, typename E> class Result {
public:
  V &&Ok() &&;
  explicit operator bool() const noexcept;
};

template <typename E> class Result<void, E> {
public:
  void Ok() &&;
  explicit operator bool() const noexcept;
};

} // namespace yaclib
