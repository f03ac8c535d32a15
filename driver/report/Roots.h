//===- Roots.h - which findings are one mistake ---------------------------===//
//
// Many coroutines call one helper that blocks: how many findings is that? One,
// at the first of the calls, with the others beside it. Which findings have a
// common root is told by their steps: the same helper first, the same place
// last.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_ROOTS_H
#define COROLINT_DRIVER_REPORT_ROOTS_H

#include "driver/report/Triage.h"

namespace corolint {

/// Leaves one alert for each root, and notes in it the calls of the others.
/// What is silenced or in the baseline stays as it is, and so does what has a
/// fix of its own.
void joinRoots(std::vector<Alert> &Alerts);

} // namespace corolint

#endif
