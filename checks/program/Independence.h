//===- Independence.h - may calls run at the same time? -------------------===//
//
// Given what the functions of some units touch: do calls that are awaited one
// after another touch nothing in common? Knows nothing of clang.
//
// Where several units define a function, it may do what any of them does. What
// no unit defines is unknown, and then nothing holds.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_INDEPENDENCE_H
#define COROLINT_CHECKS_PROGRAM_INDEPENDENCE_H

#include "checks/base/Summary.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace corolint {

class Independence {
public:
  void add(const UnitSummary &Unit);

  bool holds(const IndependenceCondition &If) const;

  /// Has some unit defined the function, which others can call?
  bool isDefined(Symbol Function) const { return Of.contains(Function); }

  /// The identifiers of what the answer depends on and no unit has defined yet.
  void addSought(const IndependenceCondition &If,
                 std::vector<std::string> &To) const;

  /// The footprints of the functions that all is known of, each with all that
  /// its callees touch; sorted.
  std::vector<Footprint> closed() const;

private:
  bool close(Footprint &F) const;

  llvm::DenseMap<Symbol, std::vector<Footprint>> Of;
  llvm::DenseMap<Symbol, std::string> Names;
};

} // namespace corolint

#endif
