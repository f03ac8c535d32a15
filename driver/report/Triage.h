//===- Triage.h - from many reports to one list ---------------------------===//
//
// Which findings are there, once each, in which order, and which of them did
// somebody silence? Says nothing of how they are shown.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_TRIAGE_H
#define COROLINT_DRIVER_REPORT_TRIAGE_H

#include "checks/base/Finding.h"
#include "checks/base/Suppress.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>
#include <vector>

namespace corolint {

/// A finding, and what was decided about it.
struct Alert {
  Finding What;
  std::optional<Silencer> SilencedBy;
  std::optional<size_t> AppliedFix; ///< Index of the fix that is applied.
  bool IsKnown = false;             ///< It is in the baseline.

  /// Is it silenced or in the baseline?
  bool isQuiet() const { return SilencedBy || IsKnown; }
};

/// Makes errors of the findings whose checks these globs match.
void raiseToErrors(std::vector<Finding> &Findings,
                   llvm::StringRef WarningsAsErrors);

/// Sorts by place, merges what several translation units say of one header, and
/// marks what is silenced.
std::vector<Alert> triage(std::vector<Finding> Findings,
                          Suppressions &Comments);

} // namespace corolint

#endif
