//===- Resolve.h - what the units left open -----------------------------===//
//
// Which of the findings that depend on functions of other units hold, now that
// all units are there?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_RESOLVE_H
#define COROLINT_DRIVER_REPORT_RESOLVE_H

#include "driver/unit/TuReport.h"

namespace corolint {

class Program;

/// Moves what holds from Open to Findings and drops the rest. A call has one
/// such finding. `All` is closed, and knows what the units' functions do.
void resolve(std::vector<TuReport> &Units, const Program &All);

} // namespace corolint

#endif
