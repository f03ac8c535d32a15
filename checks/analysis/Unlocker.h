//===- Unlocker.h - who gives back what was locked by hand ----------------===//
//
// Could a variable be what unlocks this mutex, when it ends or is called: a
// scope guard of any library, a lambda, a pointer with a deleter? It could if
// it was given the mutex, or the object that has it, or if the call that made
// it locked.
//
// Not known: whether it does.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_UNLOCKER_H
#define COROLINT_CHECKS_ANALYSIS_UNLOCKER_H

#include "checks/analysis/ObjectPath.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class Stmt;
class VarDecl;
} // namespace clang

namespace corolint {

/// `Locks`: does this call lock it?
bool mayUnlock(const clang::VarDecl &V, const ObjectPath &Mutex,
               llvm::function_ref<bool(const clang::Stmt &)> Locks);

} // namespace corolint

#endif
