//===- Preamble.h - headers that are parsed once --------------------------===//
//
// What clang made of the headers that units have in common, the libraries' and
// the project's own: parsed once, then read by each unit as far as it asks for
// it. What a unit includes of them falls to their guards. Which units share what
// is PreamblePlanner's to say.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_PREAMBLE_H
#define COROLINT_DRIVER_RUN_PREAMBLE_H

#include "driver/base/Pool.h"
#include "driver/base/Scratch.h"
#include "driver/run/Plan.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Cache;
class Inclusions;

class Preambles {
public:
  /// Kept where `Kept` is, else in a directory that ends with this.
  llvm::Error make(const Plan &P, llvm::ArrayRef<size_t> Jobs, Inclusions &Read,
                   PoolLimits Limits, Cache *Kept);

  /// For units whose fixes are to be tried: the same headers, and the bodies of
  /// their templates.
  llvm::Error makeForTrials(llvm::ArrayRef<size_t> Jobs, PoolLimits Limits,
                            Cache *Kept);

  size_t count() const;
  size_t units() const;

  /// Why units share nothing, or less than they read: a line for each macro.
  std::vector<std::string> obstacles() const;

  /// Bytes that are read to parse the unit, as far as anybody has looked.
  uint64_t costOf(size_t Job) const;

  /// Null: the unit is parsed as it is.
  const Preamble *of(size_t Job) const;
  const Preamble *forTrialOf(size_t Job) const;

  Preambles() = default;
  Preambles(const Preambles &) = delete;

private:
  /// The headers that some units share.
  struct Set {
    const Command *What;
    std::string Libraries; ///< The lines that read their headers.
    std::string Own;       ///< Those that read the project's.
    std::optional<Preamble> Plain, WithTemplates;
  };
  std::string linesFor(size_t Job) const;
  llvm::Error build(llvm::ArrayRef<size_t> Which, Bodies With,
                    PoolLimits Limits, Cache *Kept);

  std::vector<Set> Sets;
  llvm::DenseMap<size_t, size_t> By;
  llvm::DenseMap<size_t, uint64_t> Costs;
  /// So many units: a reason, and whether they share something all the same.
  std::map<std::pair<std::string, bool>, size_t> Obstacles;
  Scratch Temporary;
};

} // namespace corolint

#endif
