//===- Trial.h - do the fixes hold? ---------------------------------------===//
//
// Applies the fixes of a unit's findings in memory and looks again: the unit
// must compile, the findings must be gone, and there must be no new ones. Fixes
// that go together are tried together, so a unit whose fixes hold is parsed
// once more, and one without fixes is not. Of that parse only the bodies that
// the fixes change are read, if that is all they change.
//
// Looks at one unit: that another one includes the same header differently is
// not seen.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_TRIAL_H
#define COROLINT_DRIVER_UNIT_TRIAL_H

namespace corolint {

struct Job;
struct Preamble;
struct TuReport;

/// Is there anything to try? Not where the unit does not compile to begin with.
bool hasFixes(const TuReport &R);

/// A fix of `R` that does not hold becomes a note of its finding. `Shared` has
/// the bodies of templates.
void tryFixes(const Job &J, TuReport &R, const Preamble *Shared);

} // namespace corolint

#endif
