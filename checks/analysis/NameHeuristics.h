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

/// What is called so is done in order, whatever its body shows.
bool isOrderedVerb(llvm::StringRef Name);

/// Elements of what is called so come one after another.
bool isOrderedNoun(llvm::StringRef Name);

/// Such parts depend on those that are started before and stopped after them.
bool isPartOfASystem(llvm::StringRef Name);

/// What is done to such parts in the order of their dependencies.
bool isLifecycle(llvm::StringRef Name);

/// It writes a line for people.
bool isLogLine(llvm::StringRef Name);

/// Does a name in it, or its type's, speak of an order?
bool hasOrderedWord(const clang::Stmt &S);

/// Does a name in it speak of parts of a system: `services[i]`?
bool hasSystemWord(const clang::Stmt &S);

} // namespace corolint

#endif
