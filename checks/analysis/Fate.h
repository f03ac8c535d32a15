//===- Fate.h - what becomes of a task value ------------------------------===//
//
// Is this task awaited, handed on, or dropped, and where? Follows locals inside
// one body, path by path. A value that escapes into a call, an object or a
// container is Handled: who keeps it there is not looked at.
//
// Handled is also what only looks dropped: the task that a continuation gives
// back, a call that is made for the error it throws, an eager coroutine that
// lets no error out.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FATE_H
#define COROLINT_CHECKS_ANALYSIS_FATE_H

#include "checks/analysis/Flow.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/DenseSet.h"
#include <variant>

namespace corolint {

/// Awaited, returned, stored, passed on.
struct Handled {
  Use How;
};

/// Thrown away where it was made.
struct Discarded {
  bool InWriting = false; ///< By a cast to void.
};

/// Kept in a local that nothing ever mentions, but to look at it.
struct NeverMentioned {
  const TaskLocal *Kept;
};

/// Kept in a local that is not mentioned after this branch.
struct DroppedOnAPath {
  const TaskLocal *Kept;
  WayOut Where;
};

using Fate = std::variant<Handled, Discarded, NeverMentioned, DroppedOnAPath>;

class Fates {
public:
  Fates(const Facts &All, Flow &Ways);
  Fate of(const TaskExpr &T) const;

private:
  bool isContinuation(const TaskExpr &T) const;
  bool onlyLooksDropped(const TaskExpr &T) const;

  Flow &Ways;
  llvm::DenseMap<const clang::VarDecl *, const TaskLocal *> Locals;
  llvm::DenseSet<const clang::Expr *> MadeHere;
};

} // namespace corolint

#endif
