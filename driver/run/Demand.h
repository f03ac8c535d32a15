//===- Demand.h - which units have to be parsed ---------------------------===//
//
// Which units can see anything that can be awaited, and which of the others may
// define a function that those call? What is parsed beyond that would say
// nothing: a run over all units comes to the same findings.
//
// Looks at includes and words (Scan, Identifiers) and parses nothing. What it
// can't tell is parsed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_DEMAND_H
#define COROLINT_DRIVER_RUN_DEMAND_H

#include "driver/base/Pool.h"
#include "driver/run/Plan.h"
#include "driver/scan/Identifiers.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <set>

namespace corolint {

class Cache;
class Changes;
class Inclusions;

class Demand {
public:
  /// Of the jobs of `P` that are worth a process. `Only`: begin with those that
  /// see a changed file.
  static llvm::Expected<Demand> of(const Plan &P, llvm::ArrayRef<size_t> Jobs,
                                   Inclusions &Read, PoolLimits Limits,
                                   Cache *Kept, const Changes *Only);

  /// The jobs to begin with.
  const std::vector<size_t> &first() const { return First; }

  /// Those of the rest that may define a function of one of these names. They
  /// are no longer of the rest then.
  std::vector<size_t> next(llvm::ArrayRef<std::string> Asked);

  /// Those of the rest that spell one of these names, and so may call what it
  /// names. They are no longer of the rest then, either.
  std::vector<size_t> callersOf(const std::set<std::string> &Named);

private:
  struct Waiting {
    size_t Job;
    std::optional<std::vector<unsigned>> Files; ///< The project's own.
    llvm::DenseSet<IdentifierHash> Macros;      ///< What its -D flags spell.
  };

  using Index = llvm::DenseMap<IdentifierHash, std::vector<unsigned>>;

  /// What is known of a job before anything is read.
  struct UnclearUnit {
    size_t Job;
    std::optional<std::vector<std::string>> Files;
    std::vector<IdentifierHash> Macros; ///< Of files that are not its own.
    std::optional<bool> MayAwait;
    std::vector<std::string> Missing;
  };
  /// Has those wait that see no changed file. The others, and whose includes
  /// are not clear, are left.
  std::vector<size_t> unchanged(const Plan &P, llvm::ArrayRef<size_t> Jobs,
                                const Changes &Only);
  void judge(const Plan &P, llvm::ArrayRef<UnclearUnit> Unclear,
             llvm::StringRef EvidenceKey, Cache *Kept, const Changes *Only);
  unsigned numberOf(llvm::StringRef File);
  const Identifiers &identifiersOf(unsigned File);
  void index();
  llvm::BitVector filesWith(const Index &Of, llvm::StringRef Text) const;

  std::vector<size_t> First;
  std::vector<Waiting> Rest;
  std::vector<std::string> Names; ///< Of files.
  llvm::StringMap<unsigned> Numbers;
  std::vector<std::optional<Identifiers>> Said;
  llvm::DenseSet<IdentifierHash> Macros; ///< Of files that are nobody's own.
  bool AreMacrosKnown = true;            ///< Else every call may be a macro.
  bool IsIndexed = false;
  Index Defining, Pasting; ///< Files of the rest.
};

} // namespace corolint

#endif
