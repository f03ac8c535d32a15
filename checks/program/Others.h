//===- Others.h - what a program does but for one file --------------------===//
//
// What does the rest of a program do, as an earlier run knew it, when one file
// is looked at anew? What that run knew of the file itself does not count.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_OTHERS_H
#define COROLINT_CHECKS_PROGRAM_OTHERS_H

#include "checks/base/Summary.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

UnitSummary withoutFile(UnitSummary Unit, llvm::StringRef File);

} // namespace corolint

#endif
