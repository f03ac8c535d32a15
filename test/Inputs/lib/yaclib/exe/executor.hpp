// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: tags, reference counts, jobs.

#pragma once

namespace yaclib {

class IExecutor {
public:
  virtual ~IExecutor() = default;
  virtual bool Alive() const noexcept = 0;
};

} // namespace yaclib
