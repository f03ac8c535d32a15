//===- Unique.h - each value once, in order -------------------------------===//
//
// Sorts a list and drops what it has twice.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_UNIQUE_H
#define COROLINT_CHECKS_BASE_UNIQUE_H

#include "llvm/ADT/STLExtras.h"

namespace corolint {

template <typename Values> void makeUnique(Values &All) {
  llvm::sort(All);
  All.erase(llvm::unique(All), All.end());
}

} // namespace corolint

#endif
