//===- HandedOut.h - who gets the handle of a coroutine -------------------===//
//
// Which call gives the handle that await_suspend has, or the awaiter, to
// somebody who may resume the coroutine on another thread? A lambda that has
// it, or a function next to it, is given to something that calls it later; it
// is put into an atomic, or into a queue under a lock.
//
// Not known: what a callable does with what it has, and functions without a
// body here that are given the bare handle.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_HANDEDOUT_H
#define COROLINT_CHECKS_ANALYSIS_HANDEDOUT_H

#include "checks/analysis/Effect.h"
#include "checks/analysis/Locks.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/MapVector.h"

namespace corolint {

bool isCoroutineHandle(clang::QualType T);

/// A handle that any coroutine may be behind: none that its holder owns.
bool isAnyCoroutineHandle(clang::QualType T);

/// Is it a function that may call what it is given after it has returned? Not
/// the standard library's algorithms, which are done with it.
bool givesACallableTo(const Call &C);

/// Is it put into a thread that runs from then on: `std::thread`, `std::async`?
bool startsAThread(const Call &C);

/// The argument that others can see from then on, if it is an operation of
/// `std::atomic` that stores one.
std::optional<unsigned> storedInAnAtomic(const Call &C);

class HandedOut {
public:
  HandedOut(const Facts &TuFacts, Locks &TuLocks, const Effects &TuEffects);

  /// Is the handle or the awaiter with somebody else after the call?
  bool by(const Call &C, const clang::ValueDecl &Handle) const;

  /// Can others have the argument when the call returns? By its body, it is
  /// stored in an atomic, or put into something under a lock.
  bool publishes(const Call &C, unsigned Argument) const {
    return publishes(C, Argument, 0);
  }

  /// `queue.push_back(handle)`
  bool isPut(const Call &C, const clang::ValueDecl &Handle) const;

  /// Does it give back a lock of coroutines, or does the function that is
  /// called?
  bool givesBackAsync(const Call &C) const;

  /// Does the body take a lock, as whoever resumes may have to?
  bool locks(const Body &B) const;

private:
  bool publishes(const Call &C, unsigned Argument, unsigned Depth) const;
  bool locks(llvm::ArrayRef<const Call *> Of) const;

  Locks &TuLocks;
  const Effects &TuEffects;
  llvm::DenseMap<const Body *, std::vector<const Call *>> Calls;
  llvm::DenseMap<const clang::FunctionDecl *, const Body *> BodyOf;
};

} // namespace corolint

#endif
