#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint {

const FunctionDecl *definitionOf(const Stmt &Call) {
  const FunctionDecl *F = nullptr;
  if (const auto *C = dyn_cast<CXXConstructExpr>(&Call)) {
    F = C->getConstructor();
  } else if (const auto *C = dyn_cast<CallExpr>(&Call)) {
    F = C->getDirectCallee();
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(F);
    if (M && M->isVirtual() && !M->hasAttr<FinalAttr>() &&
        !M->getParent()->hasAttr<FinalAttr>())
      return nullptr;
  }
  const FunctionDecl *Definition = nullptr;
  return F && F->hasBody(Definition) ? Definition : nullptr;
}

void forEachIn(const Stmt *S, llvm::function_ref<void(const Stmt &)> Visit) {
  if (!S)
    return;
  Visit(*S);
  if (isa<LambdaExpr>(S))
    return;
  for (const Stmt *C : childrenOf(*S))
    forEachIn(C, Visit);
}

const LambdaExpr *lambdaIn(const Stmt *S) {
  if (!S)
    return nullptr;
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    return L;
  for (const Stmt *C : childrenOf(*S))
    if (const LambdaExpr *L = lambdaIn(C))
      return L;
  return nullptr;
}

bool mentions(const Stmt *S, const ValueDecl &V) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
    if (Ref->getDecl() == &V || (Part && Part->getDecomposedDecl() == &V))
      return true;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    if (mentions(Lambda->getBody(), V))
      return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return mentions(C, V); });
}

const NamedDecl *calleeOf(const CallExpr &C) {
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&C);
      O && O->getOperator() == OO_Call)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts()))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->hasGlobalStorage())
        return V;
  return dyn_cast_or_null<NamedDecl>(C.getCalleeDecl());
}

std::optional<llvm::APSInt> integerIn(const Expr *E, const ASTContext &Ast) {
  Expr::EvalResult Result;
  if (!E || E->isInstantiationDependent() || E->isTypeDependent() ||
      E->isValueDependent() || E->containsErrors() ||
      !E->EvaluateAsInt(Result, Ast))
    return std::nullopt;
  return Result.Val.getInt();
}

const Expr *valueOf(const Expr *E) {
  while (E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *F = dyn_cast<FullExpr>(E))
      E = F->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
      E = B->getSubExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(E);
             C && C->getConstructor()->isCopyOrMoveConstructor() &&
             C->getNumArgs() > 0)
      E = C->getArg(0);
    else if (const auto *C = dyn_cast<CallExpr>(E); C && C->isCallToStdMove())
      E = C->getArg(0);
    else if (const auto *L = dyn_cast<InitListExpr>(E);
             L && L->getNumInits() == 1 &&
             L->getType().getCanonicalType().getUnqualifiedType() ==
                 L->getInit(0)
                     ->getType()
                     .getCanonicalType()
                     .getUnqualifiedType())
      E = L->getInit(0);
    else
      return E;
  }
  return E;
}

} // namespace corolint
