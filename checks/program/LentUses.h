//===- LentUses.h - who uses later what it was lent, over a program -------===//
//
// Given what the coroutines of some units use after a suspension: does a call
// of this function need what it is given for longer? Knows nothing of clang.
//
// If a function is defined several times (once for each of several programs),
// all definitions must use it: else it is unknown, which is silence.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_LENTUSES_H
#define COROLINT_CHECKS_PROGRAM_LENTUSES_H

#include "checks/base/Summary.h"
#include <map>
#include <utility>

namespace corolint {

class LentUses {
public:
  void add(const UnitSummary &Unit);

  /// The use that the call comes to, in its function or in one that it hands on
  /// to what it was lent. Null: the answer is not known to be yes.
  const LentUse *of(const LentUseCondition &If) const;

  /// The identifier of what the answer depends on and no unit has defined; "".
  std::string sought(const LentUseCondition &If) const;

  std::vector<LentUse> all() const;

private:
  using Key = std::pair<Symbol, unsigned>;
  /// The last one on the way, or the one that is not known.
  Key follow(Key From) const;

  std::map<Key, std::vector<LentUse>> Uses; ///< Sorted, each one once.
};

} // namespace corolint

#endif
