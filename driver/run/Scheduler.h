//===- Scheduler.h - the analysis of units, side by side ----------------===//
//
// Analyses jobs in forked processes, takes what the cache has instead, shares
// headers among them, and shows how far it is.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_SCHEDULER_H
#define COROLINT_DRIVER_RUN_SCHEDULER_H

#include "driver/base/Pool.h"
#include "driver/run/Cache.h"
#include "driver/run/Plan.h"
#include "driver/scan/Scan.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Preambles;
class Stats;
struct Options;

class Scheduler {
public:
  /// `Units` has room for a report of each job. `Took` may be null: nobody
  /// asks.
  Scheduler(const Plan &P, const Options &O, std::vector<TuReport> &Units,
            Stats *Took);

  /// Null: there is none.
  Cache *cache() { return Kept ? &*Kept : nullptr; }

  /// What the jobs read, as far as anybody has asked.
  Inclusions &inclusions() { return Read; }

  PoolLimits limits() const;

  llvm::Error analyze(llvm::ArrayRef<size_t> Asked);

  /// After the last of them.
  void finish();

private:
  bool waits(const TuReport &R, size_t J, const Preambles &Shared) const;
  void complete(size_t J, TuReport &R, const Preamble *Shared);
  llvm::Error forAll(llvm::StringLiteral Phase, llvm::ArrayRef<size_t> Jobs,
                     llvm::function_ref<std::string(size_t)> Work,
                     llvm::function_ref<bool(size_t)> IsDone);
  std::string timeLeft() const;
  std::vector<size_t> notKept(llvm::ArrayRef<size_t> Jobs);

  const Plan &P;
  const Options &O;
  std::vector<TuReport> &Units;
  Stats *const Took;
  std::optional<Cache> Kept;
  Inclusions Read;
  size_t Done = 0, Total = 0;
  size_t Before = 0; ///< Done when this round began.
  std::chrono::steady_clock::time_point Begin;
  const bool ShowsProgress;
  const std::string Here;
};

} // namespace corolint

#endif
