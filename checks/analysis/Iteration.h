//===- Iteration.h - what belongs to one iteration of a loop --------------===//
//
// Which of the things that a loop's body names are the iteration's own, and
// which are older than it? Understands range-for, loops by iterator or number,
// loops that drain a queue, and lambdas that a function calls with each
// element; of others it knows nothing.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_ITERATION_H
#define COROLINT_CHECKS_ANALYSIS_ITERATION_H

#include "checks/facts/Facts.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

/// What an expression is, or belongs to, in one iteration.
struct Root {
  enum Kind {
    Value,   ///< Of nobody: a temporary, a constant.
    Own,     ///< The iteration's: its element, its locals.
    Index,   ///< The number of the iteration.
    Outside, ///< Older than the iteration; `Of` is it.
  } Is = Value;
  const clang::ValueDecl *Of = nullptr; ///< Null: the receiver itself.
};

class Iteration {
public:
  Iteration(clang::ASTContext &Ast, Awaitables &Types, const clang::Stmt &Loop);

  /// What one iteration does. Null: what the next iteration is depends on this
  /// one, or nobody knows.
  const clang::Stmt *body() const { return Body; }

  /// The statement of the body that takes the element away, or goes on to the
  /// next; null: the loop's header does.
  const clang::Stmt *step() const { return Pop; }

  /// Does a name say that the elements depend on each other?
  bool isOfASystem() const { return IsOfASystem; }

  bool isAnElement(const clang::VarDecl &V) const {
    return Elements.contains(&V);
  }
  bool isInTheLoop(const clang::ValueDecl &D) const;

  Root rootOf(const clang::Expr *E) const;

  /// Does `S` come from the element, and not only from the iteration?
  bool isOfElement(const clang::Stmt *S, unsigned Depth = 0) const;

  /// Variables that are older than the iteration and named in it; null stands
  /// for the receiver.
  using Olders = llvm::SmallPtrSet<const clang::ValueDecl *, 8>;
  void addReads(const clang::Stmt *S, Olders &To) const;
  const Olders &readByHeader() const { return InHeader; }

private:
  void callable(const clang::LambdaExpr &L);
  void rangeFor(const clang::CXXForRangeStmt &L);
  void countingFor(const clang::ForStmt &L);
  void drainingWhile(const clang::WhileStmt &L);
  bool isQueueEnd(const clang::Stmt *S) const;
  bool mentionsOwn(const clang::Stmt *S) const;
  bool mentionsIndex(const clang::Stmt *S) const;
  bool isChosen(const clang::Expr *By) const;
  Root rootOf(const clang::ValueDecl &D) const;

  clang::ASTContext &Ast;
  Awaitables &Types;
  const clang::Stmt &Loop;
  const clang::Stmt *Body = nullptr;
  const clang::Stmt *Pop = nullptr;
  const clang::ValueDecl *Queue = nullptr; ///< What `Pop` takes it from.
  bool IsOfASystem = false;
  llvm::SmallPtrSet<const clang::VarDecl *, 2> Elements, Counters;
  Olders InHeader;
};

/// Is there a co_await in `S`?
bool hasAwait(const clang::Stmt *S);

} // namespace corolint

#endif
