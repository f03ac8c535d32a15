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

/// Moves the open findings that hold to Findings, one for each call, and
/// removes the others. `All` is closed, and knows what the units' functions do.
void resolve(std::vector<TuReport> &Units, const Program &All);

} // namespace corolint

#endif
