#include "checks/analysis/UsesAfter.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

static const MemberExpr *ownMember(const Stmt *S) {
  const auto *M = dyn_cast<MemberExpr>(S);
  return M && isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()) ? M
                                                                    : nullptr;
}

const FieldDecl *ownField(const Stmt *S) {
  const MemberExpr *M = ownMember(S);
  return M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
}

/// Is it a member function that uses its object, as its body shows?
static bool usesItsObject(const ValueDecl &D, const FieldDecl *Except) {
  const auto *M = dyn_cast<CXXMethodDecl>(&D);
  const FunctionDecl *Shown = M && !M->isStatic() ? withBody(M) : nullptr;
  return Shown && hasAny(Shown->getBody(), [&](const Expr &E) {
           const FieldDecl *F = ownField(&E);
           return F && F != Except;
         });
}

SmallVector<const MemberExpr *, 2> usesAfter(const Stmt &From, const Ways &Of,
                                             const FieldDecl *Except,
                                             const Stmt *Without) {
  llvm::DenseSet<const Stmt *> Left;
  forEachIn(Without, [&](const Stmt &S) { Left.insert(&S); });
  SmallVector<const MemberExpr *, 2> Uses;
  Of.follow(From, [&](const Stmt &S) {
    const MemberExpr *M = ownMember(&S);
    if (!M || Left.contains(&S))
      return Ways::Step::On;
    const FieldDecl *F = ownField(M);
    if (F ? F == Except : !usesItsObject(*M->getMemberDecl(), Except))
      return Ways::Step::On;
    Uses.push_back(M);
    return Ways::Step::Stop;
  });
  return Uses;
}

/// The member that an assignment gives a value; else null.
static const MemberExpr *writtenBy(const Stmt &S) {
  const Expr *To = nullptr;
  if (const auto *B = dyn_cast<BinaryOperator>(&S))
    To = B->isAssignmentOp() ? B->getLHS() : nullptr;
  else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&S))
    To = O->isAssignmentOp() ? O->getArg(0) : nullptr;
  To = To ? To->IgnoreParenImpCasts() : nullptr;
  return To && ownField(To) ? cast<MemberExpr>(To) : nullptr;
}

const MemberExpr *writtenInLine(const Stmt &From, const Ways &Of) {
  for (const CFGBlock *Block : Of.graph()) {
    bool IsBehind = false;
    for (const CFGElement &E : *Block)
      if (auto S = E.getAs<CFGStmt>()) {
        if (const MemberExpr *To = writtenBy(*S->getStmt()); To && IsBehind)
          return To;
        IsBehind |= S->getStmt() == &From;
      }
  }
  return nullptr;
}

} // namespace corolint
