//===- Reuse.h - what is used again after it was used up ------------------===//
//
// Which local is awaited again, or read, after a way of its life took what it
// had: a task that gives its result once, or was moved away; a generator that
// was walked to its end; a value that was moved into an awaited call? Follows
// the control flow graph; a use counts only if every run that comes from the
// first one meets it, or every run that comes to it has been there: conditions
// may be correlated.
//
// In a loop, the next round counts if every round comes by the use.
//
// Not known: what a lambda does with a local.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_REUSE_H
#define COROLINT_CHECKS_ANALYSIS_REUSE_H

#include "checks/analysis/Effect.h"
#include "checks/analysis/Flow.h"
#include "checks/analysis/Life.h"
#include "checks/facts/Facts.h"

namespace corolint {

std::vector<Reused> reusedIn(const Facts &TuFacts, Awaitables &Types,
                             Flow &TuFlow, const Effects &TuEffects);

} // namespace corolint

#endif
