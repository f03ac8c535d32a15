//===- Troubles.h - units that were not wholly analysed -----------------===//
//
// Which units could not be analysed, or not wholly, and why? A block for each
// on standard error.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_TROUBLES_H
#define COROLINT_DRIVER_REPORT_TROUBLES_H

#include "driver/unit/TuReport.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// Names every unit that was not analysed, or not wholly, and why.
void sayTroubles(llvm::ArrayRef<TuReport> Units);

/// The compiler's first error, else the file as a whole.
Place placeOfTrouble(const TuReport &R);

} // namespace corolint

#endif
