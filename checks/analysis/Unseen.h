//===- Unseen.h - which functions would a model tell of -------------------===//
//
// What do coroutines call whose body is not here, and that no model names? Left
// out is what surely waits for nothing, or has no name in a model:
// constructors, operators, the standard library, what makes something to await,
// what could run at compile time, and C functions that are declared to let no
// cancellation pass.
//
// Not known: whether another unit has the body.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_UNSEEN_H
#define COROLINT_CHECKS_ANALYSIS_UNSEEN_H

#include "checks/analysis/Effect.h"
#include "checks/base/Unseen.h"
#include "checks/facts/Symbols.h"

namespace corolint {

/// Sorted by name.
std::vector<UnseenFunction> unseenFunctions(const clang::ASTContext &Ast,
                                            const Facts &TuFacts,
                                            const Effects &TuEffects,
                                            const Symbols &Ids);

} // namespace corolint

#endif
