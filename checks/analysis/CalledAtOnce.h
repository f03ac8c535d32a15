//===- CalledAtOnce.h - callables that are done when the call is ----------===//
//
// Does a function call the callable that it is given before it returns, and
// keep nothing of it? A model says so, or its body shows it: all it does with
// the parameter is to call it, or to give it to a function that does the same.
//
// Not known: functions without a model or a body here.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_CALLEDATONCE_H
#define COROLINT_CHECKS_ANALYSIS_CALLEDATONCE_H

#include "checks/analysis/Effect.h"

namespace corolint {

/// The argument of that number, as it is written.
bool isCalledAtOnce(const Call &C, unsigned Argument, const Effects &TuEffects);

} // namespace corolint

#endif
