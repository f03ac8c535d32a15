//===- ContainerChanges.h - who changes a container, over a program -------===//
//
// Given which functions of some units change containers that others reach: can
// one of them end what a coroutine names, while that is suspended? Knows
// nothing of clang.
//
// A member or a flag that both look at is silence: they may have agreed on who
// goes first.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_CONTAINERCHANGES_H
#define COROLINT_CHECKS_PROGRAM_CONTAINERCHANGES_H

#include "checks/base/Summary.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <set>
#include <string>
#include <utility>

namespace corolint {

/// "adds to", for the middle of a sentence.
llvm::StringRef inWords(ContainerChange::Kind Does);

class ContainerChanges {
public:
  void add(const UnitSummary &Unit);

  /// The first change that does, in an order of their own. Null: none is known.
  const ContainerChange *of(const ChangeCondition &If) const;

  std::vector<ContainerChange> all() const;

private:
  std::map<std::pair<Symbol, std::string>, std::set<ContainerChange>> Of;
};

} // namespace corolint

#endif
