//===- Life.h - what a variable has, from one statement to the next -------===//
//
// Which statement takes what a variable has, which ones use it, and which give
// it something new? Which uses does some run meet after it was taken? Follows
// the control flow graph of one body.
//
// Not known: what a lambda does with a variable.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LIFE_H
#define COROLINT_CHECKS_ANALYSIS_LIFE_H

#include "checks/analysis/Ways.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

/// What is used again after a statement took what it had.
struct Reused {
  enum Step {
    Awaited,
    Moved,
    Walked,
    Chained, ///< Its result goes on to what it was given: `task.then(…)`.
  };
  const clang::ValueDecl *Var = nullptr;
  Step First = Awaited;
  const clang::Stmt *FirstAt = nullptr;
  /// `FirstAt` itself: in the next round of a loop.
  const clang::Stmt *AgainAt = nullptr;
  const clang::Stmt *Loop = nullptr; ///< The innermost around `FirstAt`.
  /// The function that a value was moved into; null for tasks and generators.
  const clang::NamedDecl *Into = nullptr;
  /// The `std::move(x)` that gave it a value which can also be copied.
  const clang::Expr *Moving = nullptr;
  const Body *In = nullptr;
};

/// A statement that takes what a variable has, and those that matter after it.
struct Life {
  const clang::ValueDecl *Var = nullptr;
  llvm::SmallVector<std::pair<const clang::Stmt *, Reused>, 4> Takes;
  llvm::SmallPtrSet<const clang::Stmt *, 8> Uses, Resets;
};

/// The uses of the variable that some run meets after `First`, before it has
/// something new.
llvm::SmallVector<const clang::Stmt *, 4>
usesAfter(const clang::Stmt &First, const Life &L, const Ways &Of);

/// Fills in where `S` uses the variables, and where it gives them something.
void addTouches(const clang::Stmt *S,
                llvm::DenseMap<const clang::ValueDecl *, Life> &Lives);

} // namespace corolint

#endif
