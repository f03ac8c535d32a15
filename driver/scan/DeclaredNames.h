//===- DeclaredNames.h - what a header leaves for those behind it ---------===//
//
// Which names does a header declare outside of its classes and functions, and
// which macros does it define? Two headers neither of which mentions such a
// name of the other mean the same in either order.
//
// Looks at tokens only and errs on the side of more names. Knows nothing of
// operators (they belong to the header's own types), and of what a macro
// declares: then the header may declare anything.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_DECLAREDNAMES_H
#define COROLINT_DRIVER_SCAN_DECLAREDNAMES_H

#include "driver/scan/Identifiers.h"

namespace corolint {

struct DeclaredNames {
  llvm::DenseSet<IdentifierHash> Names;
  /// `using namespace`, a macro that stands where a declaration could, or
  /// braces that don't match.
  bool MayBeAnything = false;
  /// What it may take from others: every identifier but those of `std::`.
  llvm::DenseSet<IdentifierHash> Mentions;
};

DeclaredNames declaredNamesIn(llvm::StringRef Text);

} // namespace corolint

#endif
