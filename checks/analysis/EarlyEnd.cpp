#include "checks/analysis/EarlyEnd.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

namespace {

/// What a piece of code uses that others can reach.
class OutsideUse {
  const VarDecl &Guard;

public:
  bool NamesTheGuard = false;
  bool UsesState = false; ///< Fields, globals, what is pointed to.
  bool Calls = false;     ///< Functions of objects that others can reach.

  explicit OutsideUse(const VarDecl &Guard) : Guard(Guard) {}

  static bool isOutside(const ValueDecl &V) {
    const auto *Var = dyn_cast<VarDecl>(&V);
    return Var &&
           (!Var->hasLocalStorage() || Var->getType()->isReferenceType() ||
            Var->getType()->isPointerType());
  }

  /// Is it an object that others can reach?
  static bool isShared(const Expr *E) {
    E = valueOf(E);
    if (isa<CXXThisExpr>(E))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return isOutside(*Ref->getDecl());
    return false;
  }

  void in(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      in(Lambda->getBody());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      NamesTheGuard |= Ref->getDecl() == &Guard;
      UsesState |= isOutside(*Ref->getDecl());
    } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(S);
               C && isShared(C->getImplicitObjectArgument())) {
      Calls = true;
      for (const Expr *A : C->arguments())
        in(A);
      return;
    } else if (isa<CXXThisExpr>(S)) {
      UsesState = true;
    } else if (const auto *U = dyn_cast<UnaryOperator>(S)) {
      UsesState |= U->getOpcode() == UO_Deref;
    }
    for (const Stmt *Child : childrenOf(*S))
      in(Child);
  }
};

} // namespace

std::optional<EarlyEnd> earlyEndOf(const HeldOver &H, const Facts &TuFacts) {
  if (!H.Local || H.IsScope || !H.IsOnAllWays ||
      !isa_and_nonnull<DeclStmt>(H.Taken))
    return std::nullopt;
  const Stmt *First = H.Over.front()->At;
  auto It = llvm::find_if(TuFacts.Awaits,
                          [&](const Await &A) { return A.Expr == First; });
  if (It == TuFacts.Awaits.end() || !It->Block)
    return std::nullopt;
  EarlyEnd End{H.Taken, nullptr, It->Statement};
  bool IsAfter = false, IsInside = false;
  OutsideUse Use(*H.Local);
  SmallVector<const ValueDecl *> Made;
  for (const Stmt *S : It->Block->body()) {
    IsAfter |= S == End.Before;
    if (IsAfter) {
      if (llvm::any_of(Made,
                       [&](const ValueDecl *V) { return mentions(S, *V); }))
        return std::nullopt;
      Use.in(S);
      continue;
    }
    IsInside |= S == H.Taken;
    if (!IsInside)
      continue;
    End.Last = S;
    const auto *D = dyn_cast<DeclStmt>(S);
    if (D && S != H.Taken && !H.CanUnlock)
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<ValueDecl>(One))
          Made.push_back(V);
  }
  if (!End.Last || Use.NamesTheGuard || Use.UsesState)
    return std::nullopt;
  End.IsProven = !Use.Calls;
  return End;
}

} // namespace corolint
