//===- NameHeuristics.h - names that speak of an order ------------------===//
//
// Does what is called so have to be done one after another? Migrations, stages,
// services that are started: no body shows it, the name does. Guesses from the
// words of names, "readNext" and "read_next" alike; a guess can only silence.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_NAMEHEURISTICS_H
#define COROLINT_CHECKS_ANALYSIS_NAMEHEURISTICS_H

#include "llvm/ADT/StringRef.h"

namespace clang {
class Stmt;
}

namespace corolint {

/// Is what is called so done in order, whatever its body shows?
bool isOrderedVerb(llvm::StringRef Name);

/// Does awaiting what is called so only let others run?
bool isYield(llvm::StringRef Name);

/// Does awaiting what is called so tell that something is there to be taken?
bool saysThatItIsReady(llvm::StringRef Name);

/// Does what is called so give back what was taken, which waits for nobody?
bool givesBack(llvm::StringRef Name);

/// Do elements of what is called so come one after another?
bool isOrderedNoun(llvm::StringRef Name);

/// Does what is called so depend on parts that are started before it and
/// stopped after it?
bool isPartOfASystem(llvm::StringRef Name);

/// Is what is called so done to parts of a system in the order of their
/// dependencies?
bool isLifecycle(llvm::StringRef Name);

/// Does what is called so write a line for people?
bool isLogLine(llvm::StringRef Name);

/// May what is called so wait until others have done something, or let them do
/// it?
bool mayBeAWait(llvm::StringRef Name);

/// Does what is called so tell the time, or how much of it has passed?
bool tellsTime(llvm::StringRef Name);

/// Does a name in `S`, or its type's, speak of an order?
bool hasOrderedWord(const clang::Stmt &S);

/// Does a name in `S` speak of parts of a system: `services[i]`?
bool hasSystemWord(const clang::Stmt &S);

} // namespace corolint

#endif
