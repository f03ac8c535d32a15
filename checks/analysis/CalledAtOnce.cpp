#include "checks/analysis/CalledAtOnce.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace corolint {

/// Functions that hand a callable on, one to the next.
static constexpr unsigned MaxDepth = 4;

static const Expr *forwarded(const Expr *E) {
  E = E ? valueOf(E) : nullptr;
  const auto *C = dyn_cast_or_null<CallExpr>(E);
  return C && C->getNumArgs() == 1 &&
                 C->getBuiltinCallee() == Builtin::BIforward
             ? forwarded(C->getArg(0))
             : E;
}

static bool isIt(const Expr *E, const ParmVarDecl &P) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(forwarded(E));
  return Ref && Ref->getDecl() == &P;
}

static bool onlyCalls(const FunctionDecl &F, unsigned Index,
                      const Effects &TuEffects, unsigned Depth);

static bool keeps(const Stmt *S, const ParmVarDecl &P, const Effects &TuEffects,
                  unsigned Depth) {
  if (!S)
    return false;
  if (isa<LambdaExpr>(S))
    return mentions(S, P);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == &P;
  const auto *C = dyn_cast<CallExpr>(S);
  if (!C)
    return llvm::any_of(childrenOf(*S), [&](const Stmt *Part) {
      return keeps(Part, P, TuEffects, Depth);
    });
  const auto *O = dyn_cast<CXXOperatorCallExpr>(C);
  bool IsCall = O && O->getOperator() == OO_Call;
  if (!isIt(C->getCallee(), P) && !O &&
      keeps(C->getCallee(), P, TuEffects, Depth))
    return true;
  const FunctionDecl *To = C->getDirectCallee();
  for (unsigned I = 0; I != C->getNumArgs(); ++I) {
    if (!isIt(C->getArg(I), P)) {
      if (keeps(C->getArg(I), P, TuEffects, Depth))
        return true;
      continue;
    }
    if (IsCall && I == 0)
      continue;
    const FunctionModel *M = To ? TuEffects.modelOf(*To) : nullptr;
    const FunctionDecl *Body = O ? nullptr : definitionOf(*C);
    if (!(M && llvm::is_contained(M->Calls, I)) &&
        !(Body && onlyCalls(*Body, I, TuEffects, Depth + 1)))
      return true;
  }
  return false;
}

static bool onlyCalls(const FunctionDecl &F, unsigned Index,
                      const Effects &TuEffects, unsigned Depth) {
  return Depth <= MaxDepth && Index < F.getNumParams() &&
         mentions(F.getBody(), *F.getParamDecl(Index)) &&
         !keeps(F.getBody(), *F.getParamDecl(Index), TuEffects, Depth);
}

bool isCalledAtOnce(const Call &C, unsigned Argument,
                    const Effects &TuEffects) {
  if (const FunctionModel *M = TuEffects.modelOf(*C.Callee))
    return llvm::is_contained(M->Calls, Argument);
  const FunctionDecl *F =
      isa<CXXOperatorCallExpr>(C.At) ? nullptr : definitionOf(*C.At);
  return F && !isa<CXXConstructorDecl>(F) &&
         onlyCalls(*F, Argument, TuEffects, 0);
}

} // namespace corolint
