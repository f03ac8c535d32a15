#include "checks/analysis/Throws.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint {

Throws::Throws(const Facts &TuFacts) {
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Initialises && !B.Broken)
      Bodies[B.Fn] = &B;
}

const CXXThrowExpr *Throws::outOf(const FunctionDecl &F) {
  // Who calls itself is not looked into again.
  auto [It, IsNew] = Known.try_emplace(&F, nullptr);
  if (!IsNew)
    return It->second;
  const Body *B = Bodies.lookup(&F);
  const auto *Type = F.getType()->getAs<FunctionProtoType>();
  if (!B || !Type || (!B->Coroutine && Type->isNothrow()))
    return nullptr;
  const CXXThrowExpr *Found = outOf(B->Root);
  return Known[&F] = Found;
}

const CXXThrowExpr *Throws::outOf(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *T = dyn_cast<CXXThrowExpr>(S))
    return T;
  if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      if (const CXXThrowExpr *T = outOf(Try->getHandler(I)->getHandlerBlock()))
        return T;
    return nullptr;
  }
  for (const Stmt *C : childrenOf(*S))
    if (const CXXThrowExpr *T = outOf(C))
      return T;
  // A coroutine that is called and not awaited throws elsewhere.
  const Expr *Called = dyn_cast<Expr>(S);
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    Called = valueOf(Await->getOperand());
  const FunctionDecl *F =
      isa_and_nonnull<CallExpr>(Called) ? definitionOf(*Called) : nullptr;
  const Body *B = F ? Bodies.lookup(F) : nullptr;
  return B && (!B->Coroutine || isa<CoawaitExpr>(S)) ? outOf(*F) : nullptr;
}

} // namespace corolint
