//===- OthersWords.h - what other tools call it ---------------------------===//
//
// Somebody wrote an option of another linter: what is it called here?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_OPTIONS_OTHERSWORDS_H
#define COROLINT_DRIVER_OPTIONS_OTHERSWORDS_H

#include "llvm/ADT/StringRef.h"

namespace corolint {

/// What to write instead of "--exit-zero", with or without a value; "" if no
/// tool has that option.
llvm::StringRef ourWordFor(llvm::StringRef Option);

} // namespace corolint

#endif
