// Mirrors pybind11: pybind11/gil.h.
// Left out: what they do.

#pragma once

namespace pybind11 {

class gil_scoped_acquire {
public:
  gil_scoped_acquire();
  ~gil_scoped_acquire();
};
class gil_scoped_release {
public:
  explicit gil_scoped_release(bool disassoc = false);
  ~gil_scoped_release();
};

} // namespace pybind11
