//===- ThreadBound.h - what only one thread may use -----------------------===//
//
// Where does a coroutine use an object that belongs to one thread, after it has
// moved to another? Which classes are so, and which awaits move, is for the
// models to say. Follows the control flow graph from such an await to the next
// suspension: that one may lead back.
//
// Not known: whose thread the coroutine began on, and helpers that use the
// object.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_THREADBOUND_H
#define COROLINT_CHECKS_ANALYSIS_THREADBOUND_H

#include "checks/analysis/Flow.h"
#include "checks/analysis/Locks.h"
#include <string>
#include <vector>

namespace corolint {

struct ThreadBoundUse {
  const Body *In = nullptr;
  const clang::MemberExpr *At = nullptr;
  const clang::CoawaitExpr *Moves = nullptr;
  std::string Name; ///< Of the object; or "".
  llvm::StringRef Why;
};

/// In source order; of each object the first use behind each such await.
std::vector<ThreadBoundUse> threadBoundUses(const Facts &TuFacts,
                                            const Effects &TuEffects,
                                            const Locks &TuLocks, Flow &TuFlow);

} // namespace corolint

#endif
