//===- PoolWait.h - work that waits for its own pool ----------------------===//
//
// Does a piece of work wait, on a thread of a pool, for other work of the same
// pool? It needs a second thread while it holds the first: once all threads of
// the pool do so, nothing goes on.
//
// Pools are told apart by the variable or member that they are. Seen are
// callables that are written where they are given to the pool.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_POOLWAIT_H
#define COROLINT_CHECKS_ANALYSIS_POOLWAIT_H

#include "checks/analysis/Effect.h"
#include <vector>

namespace corolint {

struct PoolWait {
  const Call *Waits;
  const Call *Given; ///< The call that gives the waiting work to the pool.
  const clang::ValueDecl *Pool;
};

std::vector<PoolWait> poolWaits(const Facts &TuFacts, const Effects &TuEffects);

} // namespace corolint

#endif
