//===- Nearest.h - the word that was perhaps meant ------------------------===//
//
// Somebody wrote a word that there is not: which of those that there are was
// it to be? Looks at the letters alone.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_NEAREST_H
#define COROLINT_CHECKS_BASE_NEAREST_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// "; did you mean 'x'?", or "" if no word is like it.
std::string didYouMean(llvm::StringRef Wrong,
                       llvm::ArrayRef<llvm::StringRef> Right);

} // namespace corolint

#endif
