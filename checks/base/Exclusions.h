//===- Exclusions.h - files that nobody wants to hear of ------------------===//
//
// Is this file left out? A glob is held against the path below the root, and
// against each directory that the file is in: "third_party" leaves out all that
// is below it. `*` stands for any characters, slashes too.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_EXCLUSIONS_H
#define COROLINT_CHECKS_BASE_EXCLUSIONS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace corolint {

/// The option of .clang-tidy that names them for all checks, ';' between them.
inline constexpr llvm::StringLiteral ExclusionsKey = "coro.Exclude";

struct Exclusions {
  std::string Root; ///< Absolute, without links.
  std::vector<std::string> Globs;

  bool hold(llvm::StringRef File) const;

  /// Adds what stands behind the option. An error says what is no glob.
  llvm::Error add(llvm::StringRef List);
};

} // namespace corolint

#endif
