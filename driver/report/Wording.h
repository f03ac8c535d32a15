//===- Wording.h - a finding's message in its parts -----------------------===//
//
// What is wrong, and why does it matter? A message says both in one sentence;
// where there is a line for each, it is cut between them.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_WORDING_H
#define COROLINT_DRIVER_REPORT_WORDING_H

#include "llvm/ADT/StringRef.h"

namespace corolint {

struct Wording {
  llvm::StringRef What;
  llvm::StringRef Why; ///< May be empty.

  static Wording of(llvm::StringRef Message);
};

} // namespace corolint

#endif
