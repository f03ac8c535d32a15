// Mirrors capnproto/capnproto 2c270958 (2026-05-20).
// Left out: disposers, slices.

#pragma once

#include <cstddef>

namespace kj {

template <typename T> class Array {
public:
  Array() = default;
  Array(Array &&other) noexcept;
  Array &operator=(Array &&other);
  Array(const Array &) = delete;
  Array &operator=(const Array &) = delete;
  ~Array() noexcept;

  size_t size() const;
  T *begin();
  T *end();
};

} // namespace kj
