//===- Conduct.h - what two functions may have agreed on ------------------===//
//
// Which members of its object does a function test, write to, hold or give
// back? Where one writes to what the other tests, or both hold the same lock,
// they may have agreed on who goes first: then it is not known that one of them
// comes while the other is suspended.
//
// Not known: what functions agree on by other means, and what a condition makes
// of what it looks at.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_CONDUCT_H
#define COROLINT_CHECKS_ANALYSIS_CONDUCT_H

#include "checks/facts/Facts.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

/// Data members, whatever their object, and globals.
using Fields = llvm::SmallPtrSet<const clang::ValueDecl *, 8>;

/// How a function deals with the members of its object.
struct Conduct {
  Fields Tests;  ///< In some condition.
  Fields Writes; ///< By assignment, or a call that may change it.
  Fields Frees;  ///< By unlock() and the like.
  Fields All;
  /// Locals that give back before they end what they are made of.
  Fields Freed;

  explicit Conduct(const Body &B);
};

/// The members that something alive at the suspension was made of, and has
/// until it ends: a lock, a gate that is held.
Fields guardedBy(const Suspension &S, const Conduct &Of);

/// The members that conditions test between the two, or in any round of a loop
/// around them.
Fields testedBetween(const Body &B, const clang::Stmt &From,
                     const clang::Stmt &To);

/// Is one of them in both? Containers are what is shared, and agree on nothing.
bool meet(const Fields &L, const Fields &R);

} // namespace corolint

#endif
