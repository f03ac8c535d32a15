// Mirrors capnproto/capnproto 2c270958 (2026-05-20).
// Left out: what does not add.

#pragma once

#include <kj/array.h>

namespace kj {

template <typename T> class Vector {
public:
  Vector() = default;
  explicit Vector(size_t capacity);

  template <typename... Params> T &add(Params &&...params);
  Array<T> releaseAsArray();
};

} // namespace kj
