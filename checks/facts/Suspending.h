//===- Suspending.h - does anything happen at an await, and to what -------===//
//
// Can somebody else run between a suspension and what follows it? Not where the
// awaiter never suspends, and not where whoever is suspended never goes on:
// `co_await` of a result that is an error ends the coroutine, of a value it
// gives the value at once.
//
// Not known: what a body elsewhere does. Then the answer is yes.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_SUSPENDING_H
#define COROLINT_CHECKS_FACTS_SUSPENDING_H

#include "llvm/ADT/SmallPtrSet.h"
#include <vector>

namespace clang {
class CoroutineSuspendExpr;
class Expr;
class Stmt;
class VarDecl;
} // namespace clang

namespace corolint {

struct Suspension;

bool maySuspend(const clang::CoroutineSuspendExpr &S);

/// What the expressions around a suspension go on with behind it: the object of
/// a call, what it is given by reference, what is assigned to.
struct OperandOver {
  const clang::Expr *E;
  /// It is evaluated behind the suspension: the left side of an assignment
  /// comes last ([expr.assign]).
  bool ComesLast;
};
std::vector<OperandOver>
operandsOver(const clang::Stmt *Root,
             const llvm::SmallPtrSetImpl<const clang::Stmt *> &Stops);

/// The locals and parameters that are alive at a suspension, outermost first.
std::vector<const clang::VarDecl *> aliveAt(const Suspension &S);

} // namespace corolint

#endif
