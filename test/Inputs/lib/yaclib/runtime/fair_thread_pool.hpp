// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the threads and their queue.

#pragma once

#include <cstdint>
#include <yaclib/exe/executor.hpp>

namespace yaclib {

class FairThreadPool : public IExecutor {
public:
  explicit FairThreadPool(std::uint64_t threads = 1);
  ~FairThreadPool() noexcept override;
  bool Alive() const noexcept final;
  void SoftStop() noexcept;
  void Stop() noexcept;
  void Wait() noexcept;
};

} // namespace yaclib
