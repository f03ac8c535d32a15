//===- Cancellation.h - loops that outlive their cancellation -------------===//
//
// Which loop without an end catches the exception by which its coroutine is
// cancelled, and goes on? Only where all its awaits stand in one try block, and
// nothing outside of that leaves the loop.
//
// Not known: what functions that a handler calls do with the exception.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_CANCELLATION_H
#define COROLINT_CHECKS_ANALYSIS_CANCELLATION_H

#include "checks/facts/Facts.h"
#include <vector>

namespace clang {
class CXXCatchStmt;
}

namespace corolint {

struct EatenCancellation {
  const clang::CXXCatchStmt *Handler = nullptr;
  const Await *First = nullptr; ///< The await that throws in each round.
  const Body *In = nullptr;
};

/// In source order of the loops.
std::vector<EatenCancellation> eatenCancellations(const Facts &TuFacts,
                                                  Awaitables &Types);

} // namespace corolint

#endif
