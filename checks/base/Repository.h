//===- Repository.h - where a project begins ------------------------------===//
//
// Which repository does a directory belong to? Looks for its marks alone, and
// asks no version control.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_REPOSITORY_H
#define COROLINT_CHECKS_BASE_REPOSITORY_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The nearest directory, itself or above, that holds a repository; or "".
std::string repositoryOf(llvm::StringRef Directory);

} // namespace corolint

#endif
