//===- UnreadResults.h - errors in results that nobody reads --------------===//
//
// Of tasks that were awaited together, where the error of each waits in its own
// result: is there a result that nobody reads, while others are? Not asked of
// tasks that give nothing, nor of names that say that they are not read. Of a
// range nobody knows how many results there are.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_UNREADRESULTS_H
#define COROLINT_CHECKS_ANALYSIS_UNREADRESULTS_H

#include "checks/analysis/Effect.h"

namespace corolint {

struct UnreadResult {
  const Await *At = nullptr;
  const clang::NamedDecl *Gather = nullptr; ///< What is called.
  /// The name of the result; or of all, if it is one of those in there.
  const clang::ValueDecl *Name = nullptr;
  size_t Read = 0; ///< So many of the results in `Name` are; 0: it is one.
};

std::vector<UnreadResult> unreadResults(const Facts &TuFacts, Awaitables &Types,
                                        const Effects &TuEffects);

} // namespace corolint

#endif
