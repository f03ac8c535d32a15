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

void walkFrom(const CFG &Graph, const Stmt &From,
              llvm::function_ref<Step(const Stmt &)> Look) {
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  auto Follow = [&](auto &Self, const CFGBlock &Block, size_t I) -> void {
    for (; I != Block.size(); ++I)
      if (auto S = Block[I].getAs<CFGStmt>())
        if (Look(*S->getStmt()) != Step::On)
          return;
    for (const CFGBlock::AdjacentBlock &To : Block.succs())
      if (To && Seen.insert(&*To).second)
        Self(Self, *To, 0);
  };
  for (const CFGBlock *Block : Graph)
    for (size_t I = 0; I != Block->size(); ++I)
      if (auto S = (*Block)[I].getAs<CFGStmt>(); S && S->getStmt() == &From)
        return Follow(Follow, *Block, I + 1);
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

SmallVector<const MemberExpr *, 2> usesAfter(const CFG &Graph, const Stmt &From,
                                             const FieldDecl *Except,
                                             const Stmt *Without) {
  llvm::DenseSet<const Stmt *> Left;
  forEachIn(Without, [&](const Stmt &S) { Left.insert(&S); });
  SmallVector<const MemberExpr *, 2> Uses;
  walkFrom(Graph, From, [&](const Stmt &S) {
    const MemberExpr *M = ownMember(&S);
    if (!M || Left.contains(&S))
      return Step::On;
    const FieldDecl *F = ownField(M);
    if (F ? F == Except : !usesItsObject(*M->getMemberDecl(), Except))
      return Step::On;
    Uses.push_back(M);
    return Step::Found;
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

const MemberExpr *writtenInLine(const CFG &Graph, const Stmt &From) {
  for (const CFGBlock *Block : Graph) {
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
