//===- Unknown.h - an answer that can't be given --------------------------===//
//
// Why can't an analysis tell? Checks are silent about it; the reason is kept
// for those who ask why.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_UNKNOWN_H
#define COROLINT_CHECKS_ANALYSIS_UNKNOWN_H

#include "llvm/ADT/StringRef.h"

namespace corolint {

struct Unknown {
  llvm::StringLiteral Why; ///< Words about the thing that was asked about.
};

} // namespace corolint

#endif
