//===- Settle.h - what the units left open --------------------------------===//
//
// Which of the findings that depend on functions of other units hold, now that
// all units are there?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SETTLE_H
#define COROLINT_DRIVER_SETTLE_H

#include "driver/TuReport.h"

namespace corolint {

/// Moves what holds from Open to Findings and drops the rest. A call has one
/// such finding.
void settle(std::vector<TuReport> &Units);

/// The functions of all units that come to an effect, and how.
UnitSummary effectsOf(llvm::ArrayRef<TuReport> Units);

} // namespace corolint

#endif
