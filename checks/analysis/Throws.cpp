#include "checks/analysis/Throws.h"
#include "checks/analysis/Footprint.h"
#include "checks/base/Unique.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

Throws::Throws(const Facts &TuFacts, Awaitables &Types) : Types(Types) {
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

/// What runs at this place, as a call or as what is awaited; null: nothing.
static const Expr *ranAt(const Stmt &S) {
  const Expr *Called = dyn_cast<Expr>(&S);
  if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
    Called = valueOf(Await->getOperand());
  return isa_and_nonnull<CallExpr>(Called) ? Called : nullptr;
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
  const Expr *Called = ranAt(*S);
  const FunctionDecl *F = Called ? definitionOf(*Called) : nullptr;
  const Body *B = F ? Bodies.lookup(F) : nullptr;
  return B && (!B->Coroutine || isa<CoawaitExpr>(S)) ? outOf(*F) : nullptr;
}

Throws::Functions Throws::elsewhere(const FunctionDecl &F) {
  Functions Seen, To;
  addElsewhere(F, Seen, To);
  return To;
}

void Throws::addElsewhere(const FunctionDecl &F, Functions &Seen,
                          Functions &To) {
  if (!Seen.insert(&F))
    return;
  const auto *Type = F.getType()->getAs<FunctionProtoType>();
  const Body *B = Bodies.lookup(&F);
  if (!Type || (Type->isNothrow() && !(B && B->Coroutine)))
    return;
  if (B)
    return addElsewhere(B->Root, Seen, To);
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  const SourceManager &Sources = F.getASTContext().getSourceManager();
  if (!F.isDefined() && !(M && M->isVirtual()) && F.isExternallyVisible() &&
      !Sources.isInSystemHeader(F.getLocation()))
    To.insert(F.getCanonicalDecl());
}

void Throws::addElsewhere(const Stmt *S, Functions &Seen, Functions &To) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      addElsewhere(Try->getHandler(I)->getHandlerBlock(), Seen, To);
    return;
  }
  for (const Stmt *C : childrenOf(*S))
    addElsewhere(C, Seen, To);
  const auto *Called = dyn_cast_or_null<CallExpr>(ranAt(*S));
  const FunctionDecl *F = Called ? Called->getDirectCallee() : nullptr;
  if (F && (isa<CoawaitExpr>(S) || !Types.of(F->getReturnType())))
    addElsewhere(F->isDefined() ? *F->getDefinition() : *F, Seen, To);
}

void addThrowing(const ASTContext &Ast, const Facts &TuFacts, Awaitables &Types,
                 const Symbols &Ids, UnitSummary &To) {
  Places Where(Ast);
  Throws Exceptions(TuFacts, Types);
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Broken && !B.Initialises && isForOthers(*B.Fn))
      if (const CXXThrowExpr *At = Exceptions.outOf(*B.Fn))
        if (std::optional<Place> Stands = Where.of(At->getSourceRange()))
          To.Throwing.push_back({Ids.of(*B.Fn->getCanonicalDecl()), *Stands});
  makeUnique(To.Throwing);
}

} // namespace corolint
