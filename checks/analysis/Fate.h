//===- Fate.h - what becomes of a task value ------------------------------===//
//
// Is this task awaited, handed on, or dropped, and where? Follows locals inside
// one body, path by path, from one local to the next, into containers and
// closures, and into the parameters of functions whose bodies are here. A value
// that escapes into any other call or object is Unknown: who keeps it there is
// not looked at.
//
// Handled is also what only looks dropped: the task that a continuation gives
// back, a call that is made for the error it throws, an eager coroutine that
// lets no error out, a variable that says that nobody will use it, a guard.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FATE_H
#define COROLINT_CHECKS_ANALYSIS_FATE_H

#include "checks/analysis/Flow.h"
#include "checks/analysis/Unknown.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/DenseSet.h"
#include <variant>

namespace corolint {

class Effects;

/// Awaited, returned, or used by something that is known to.
struct Handled {
  Use How;
};

/// Thrown away where it was made.
struct Discarded {
  bool InWriting = false; ///< By a cast to void.
};

/// Kept in a local that nothing ever mentions, but to look at it or to move it
/// into another such local.
struct NeverMentioned {
  const TaskLocal *Kept;
  const TaskLocal *Last; ///< The local it ends in; may be `Kept`.
};

/// Kept in a local that is not mentioned after this branch.
struct DroppedOnAPath {
  const TaskLocal *Kept;
  WayOut Where;
  /// The await on the other paths, if nothing else happens to it; or null.
  const Await *OnlyAwait;
};

/// Kept in a local that gets another value before anything mentions the task.
struct Overwritten {
  const TaskLocal *Kept;
  const clang::Stmt *By;
};

/// Given to a function that does nothing with it.
struct DroppedByCallee {
  const clang::FunctionDecl *Callee;
  const clang::ParmVarDecl *Parameter;
};

/// Kept in a data member that nothing in this translation unit uses, and that
/// only its class can.
struct KeptInMember {
  const clang::FieldDecl *Field;
  /// Methods of the class whose bodies are not here.
  std::vector<const clang::CXXMethodDecl *> Elsewhere;
};

using Fate =
    std::variant<Handled, Unknown, Discarded, NeverMentioned, DroppedOnAPath,
                 Overwritten, DroppedByCallee, KeptInMember>;

class Fates {
public:
  Fates(const Facts &TuFacts, Flow &TuFlow, const Effects &TuEffects);

  Fate of(const TaskExpr &T) const;

  /// Does a task in this local, or structured binding, end unused, and not on
  /// purpose?
  bool isNeverUsed(const TaskLocal &L) const;

  /// A coroutine all of whose calls and awaits stand in a `try` that catches
  /// everything for good: there is no error to lose.
  static bool letsNoErrorOut(const clang::FunctionDecl *F);

private:
  bool isContinuation(const TaskExpr &T) const;
  bool onlyLooksDropped(const TaskExpr &T) const;
  bool isGuard(const TaskExpr &T, const TaskLocal &L) const;

  /// Whatever the path: the local that a task ends in unused; or what uses it.
  using End = std::variant<const TaskLocal *, Handled, Unknown>;
  End endOf(const TaskLocal &L, unsigned Depth = 0) const;
  /// The parameter that is given a task and does nothing with it; or what does.
  using Receiver = std::variant<const clang::ParmVarDecl *, Handled, Unknown>;
  Receiver receiverOf(const Usage &Argument, const clang::Expr &Task,
                      unsigned Depth = 0) const;

  const Await *onlyAwaitOf(const TaskLocal &L) const;

  const Facts &TuFacts;
  Flow &TuFlow;
  const Effects &TuEffects;
  llvm::DenseMap<const clang::ValueDecl *, const TaskLocal *> Locals;
  llvm::DenseMap<const clang::FieldDecl *, const TaskMember *> Members;
  llvm::DenseSet<const clang::Expr *> MadeHere;
};

} // namespace corolint

#endif
