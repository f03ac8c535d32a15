//===- OtherWaits.h - what waits for a task without naming it -------------===//
//
// May a statement wait for a task that was started before it: run its loop,
// join its scope, wait for what it sets? A call whose body is here does what
// its body does; another one may wait for what it can reach, by its object or
// arguments, and if its name speaks of that.
//
// Not known: what functions reach that are given nothing. One that gives
// nothing either may run a global loop.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_OTHERWAITS_H
#define COROLINT_CHECKS_ANALYSIS_OTHERWAITS_H

#include "checks/facts/Facts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

class Effects;

/// The variables that lead to a task, or to who runs it.
struct Reach {
  llvm::SmallPtrSet<const clang::ValueDecl *, 8> Variables;
  bool HasThis = false; ///< Also the object of the function.

  bool meets(const Reach &Other) const;
  bool add(const Reach &Other); ///< Was there something new?
};

class OtherWaits {
public:
  OtherWaits(const Facts &TuFacts, Awaitables &Types, const Effects &TuEffects);

  /// What the code names that starts a task, and what the function brings
  /// together with that.
  Reach of(llvm::ArrayRef<const clang::Stmt *> Starts, const Body &In) const;

  /// `From`: what leads to the task; null: everything may.
  bool mayWait(const clang::Stmt &S, const Reach *From,
               unsigned Depth = 0) const;

private:
  bool mayAwait(const Suspension &Stop, const Reach *From,
                unsigned Depth) const;
  /// What a body brings together: sets that have nothing in common.
  const std::vector<Reach> &linked(const Body &In) const;
  bool bodyMayWait(const Body &B, const Reach *From, unsigned Depth) const;

  Awaitables &Types;
  const Effects &TuEffects;
  llvm::DenseMap<const clang::Stmt *, const Call *> CallAt;
  llvm::DenseMap<const clang::Stmt *, const Suspension *> StopAt;
  llvm::DenseMap<const clang::FunctionDecl *, const Body *> Bodies;
  mutable llvm::DenseMap<const Body *, std::vector<Reach>> Linked;
};

} // namespace corolint

#endif
