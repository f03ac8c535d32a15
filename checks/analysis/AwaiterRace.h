//===- AwaiterRace.h - who touches what may be gone -----------------------===//
//
// Where does await_suspend use its awaiter after the coroutine's handle was
// handed out, so that another thread may have resumed the coroutine and ended
// the awaiter? Where does a lambda that outlives the call refer to the handle
// itself? Where does a member function use its object after it resumed a
// coroutine that may have ended it? Where does somebody go on with an awaiter
// after resuming the coroutine that waits in it?
//
// What is done under a lock is left alone, and so is what depends on the result
// of handing it out: it may have failed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_AWAITERRACE_H
#define COROLINT_CHECKS_ANALYSIS_AWAITERRACE_H

#include "checks/analysis/Effect.h"
#include "checks/analysis/Flow.h"
#include "checks/analysis/Locks.h"
#include "checks/facts/Facts.h"

namespace corolint {

class HandedOut;

struct AwaiterRace {
  enum Kind {
    AfterHandingOut, ///< A member is used after the handle went out.
    HandleByReference,
    AfterResuming, ///< A member is used after resume().
    /// A member of an awaiter is used after its coroutine was resumed.
    AfterItsResuming,
    AfterItsHandingOut, ///< The same, after its handle went to others.
    /// A final awaiter goes on with a handle that nobody may have set yet.
    NullContinuation,
  } Is = AfterHandingOut;
  const clang::Stmt *At = nullptr; ///< What is wrong.
  /// Where it went out, or resumed. Null for a continuation.
  const clang::Stmt *Published = nullptr;
  const clang::ValueDecl *What = nullptr; ///< The member, or the handle.
  const Body *In = nullptr;
};

std::vector<AwaiterRace> awaiterRaces(const Facts &TuFacts, Locks &TuLocks,
                                      Flow &TuFlow, const Effects &TuEffects);

/// The part of them that has to do with resume().
std::vector<AwaiterRace> usesAfterResuming(const Facts &TuFacts, Flow &TuFlow,
                                           const HandedOut &Outs);

} // namespace corolint

#endif
