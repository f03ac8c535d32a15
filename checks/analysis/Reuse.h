//===- Reuse.h - what is used again after it was used up ------------------===//
//
// Which local is awaited again, or read, after a way of its life took what it
// had: a task that gives its result once, or was moved away; a generator that
// was walked to its end; a value that was moved into an awaited call? Follows
// the control flow graph; a use counts only if every run that comes from the
// first one meets it, or every run that comes to it has been there: conditions
// may be correlated.
//
// In a loop, the next round counts if every round comes by the use.
//
// Not known: what a lambda does with a local.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_REUSE_H
#define COROLINT_CHECKS_ANALYSIS_REUSE_H

#include "checks/analysis/Flow.h"
#include "checks/facts/Facts.h"

namespace corolint {

struct Reused {
  enum Step { Awaited, Moved, Walked };
  const clang::ValueDecl *Var = nullptr;
  Step First = Awaited;
  const clang::Stmt *FirstAt = nullptr;
  /// `FirstAt` itself: in the next round of a loop.
  const clang::Stmt *AgainAt = nullptr;
  const clang::Stmt *Loop = nullptr; ///< The innermost around `FirstAt`.
  /// The function that a value was moved into; null for tasks and generators.
  const clang::NamedDecl *Into = nullptr;
  const Body *In = nullptr;
};

std::vector<Reused> reusedIn(const Facts &TuFacts, Awaitables &Types,
                             Flow &TuFlow);

} // namespace corolint

#endif
