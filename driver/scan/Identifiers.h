//===- Identifiers.h - what a text may name, without parsing it ---------===//
//
// Which identifiers stand in a file, and of which functions might it hold the
// definition? Looks at tokens only and errs on the side of "might": what stands
// behind #if counts, a name that a macro is given counts, and so does one that
// macros could paste of two or three pieces. Knows nothing of names that are
// pasted of more pieces, or spelled with universal character names.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_IDENTIFIERS_H
#define COROLINT_DRIVER_SCAN_IDENTIFIERS_H

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <utility>

namespace corolint {

/// A hash of its spelling.
using IdentifierHash = std::uint64_t;
IdentifierHash identifierHash(llvm::StringRef Identifier);

struct Identifiers {
  llvm::DenseSet<IdentifierHash> All;
  llvm::DenseSet<IdentifierHash> Macros;  ///< With parameters; defined here.
  llvm::DenseSet<IdentifierHash> Defines; ///< `x` in `x(…) {`, `#define y x`, …
  /// What stands alone as an argument, and of what: if that is a macro, it may
  /// be made a name, or a piece of one.
  llvm::DenseSet<std::pair<IdentifierHash, IdentifierHash>> Given;
  llvm::DenseSet<IdentifierHash> Pasted; ///< Literally, next to a ##.
};

Identifiers identifiersIn(llvm::StringRef Text);

/// "" if it can't be read, or only once: a pipe is not for us.
std::string textOf(llvm::StringRef File);

} // namespace corolint

#endif
