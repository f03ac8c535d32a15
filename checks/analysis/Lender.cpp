#include "checks/analysis/Lender.h"
#include "checks/analysis/LaterUse.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace corolint {

static bool isOf(const VarDecl &V, const Body &In) {
  return In.Fn && V.getDeclContext() == In.Fn;
}

/// `std::make_shared<Session>()`, of which nobody has a copy, unless the object
/// gives some out.
static bool isMadeForNobodyElse(const Expr &E) {
  const auto *C = dyn_cast<CallExpr>(valueOf(&E));
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  if (!F || !F->isInStdNamespace() || !F->getIdentifier() ||
      (F->getName() != "make_shared" && F->getName() != "allocate_shared"))
    return false;
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      C->getType()->getAsCXXRecordDecl());
  const CXXRecordDecl *Made =
      S && S->getTemplateArgs()[0].getKind() == TemplateArgument::Type
          ? recordOf(S->getTemplateArgs()[0].getAsType())
          : nullptr;
  return Made && !hasMember(*Made, "shared_from_this");
}

/// The container or pointer whose element this is: `v[0]`, `v.front()`, `*p`,
/// `p->field` for the only owner of what it gives. Null: it is none.
static const Expr *ownerIn(const Expr &E) {
  const Expr *Of = nullptr;
  if (const auto *M = dyn_cast<MemberExpr>(&E)) {
    const auto *Arrow =
        M->isArrow() ? dyn_cast<CXXOperatorCallExpr>(M->getBase()) : nullptr;
    if (Arrow && Arrow->getOperator() == OO_Arrow)
      Of = Arrow->getArg(0);
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&E)) {
    OverloadedOperatorKind Kind = O->getOperator();
    if (Kind == OO_Arrow ||
        (O->isGLValue() && (Kind == OO_Star || Kind == OO_Subscript)))
      Of = O->getArg(0);
  } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(&E)) {
    if (C->isGLValue())
      Of = C->getImplicitObjectArgument();
  }
  if (!Of || !(isOwner(Of->getType().getNonReferenceType()) ||
               isMadeForNobodyElse(*Of)))
    return nullptr;
  return Of;
}

/// May somebody else have what this owner had? It is moved, or given to a
/// function that may take it.
static bool isGivenAway(const VarDecl &V, const Body &In) {
  bool Is = false;
  auto IsIt = [&](const Expr *E) {
    const auto *Ref =
        dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
    return Ref && Ref->getDecl() == &V;
  };
  forEachIn(In.Root, [&](const Stmt &S) {
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(&S)) {
      const CXXMethodDecl *F = M->getMethodDecl();
      Is |= IsIt(M->getImplicitObjectArgument()) && F && F->getIdentifier() &&
            (F->getName() == "release" || F->getName() == "swap" ||
             F->getName() == "extract" || F->getName() == "merge");
    }
    if (const auto *L = dyn_cast<LambdaExpr>(&S))
      Is |= llvm::any_of(L->captures(), [&](const LambdaCapture &C) {
        return C.capturesVariable() && C.getCapturedVar() == &V;
      });
    const auto *C = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (!F || isa<CXXOperatorCallExpr>(C))
      return;
    for (unsigned I = 0; I < C->getNumArgs() && I < F->getNumParams(); ++I) {
      QualType P = F->getParamDecl(I)->getType();
      Is |= P->isReferenceType() && !P->getPointeeType().isConstQualified() &&
            IsIt(C->getArg(I));
    }
  });
  return Is;
}

/// What a pointer points into: `text` of `text.data()`, `x` of `&x`.
static const Expr *pointedInto(const Expr &Pointer) {
  const Expr *E = Pointer.IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return U->getOpcode() == UO_AddrOf ? U->getSubExpr() : nullptr;
  const auto *C = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *M = C ? C->getMethodDecl() : nullptr;
  bool IsAsked = M && M->getIdentifier() && C->isPRValue() &&
                 C->getType()->isPointerType() && C->getNumArgs() == 0 &&
                 M->getName() != "release";
  const Expr *Of = IsAsked ? C->getImplicitObjectArgument() : nullptr;
  return Of && isOwner(Of->getType()) ? Of : nullptr;
}

Lender lenderOfView(const Expr &Of, const Body &In) {
  const Expr *E = Of.IgnoreParenImpCasts();
  const Expr *Object = nullptr;
  if (E->getType()->isArrayType())
    Object = E;
  else if (isOwner(E->getType()))
    Object = &Of;
  else if (E->getType()->isPointerType())
    Object = pointedInto(*E);
  Lender L = Object ? lenderOf(*Object, In) : Lender();
  if (L.Var && E->getType()->isPointerType() && isGivenAway(*L.Var, In))
    return {};
  L.IsViewed = true;
  return L;
}

Lender lenderOf(const Expr &Object, const Body &In) {
  const Expr *E = &Object;
  bool IsOwned = false;
  while (true) {
    if (const auto *P = dyn_cast<ParenExpr>(E)) {
      E = P->getSubExpr();
    } else if (const auto *C = dyn_cast<CastExpr>(E)) {
      switch (C->getCastKind()) {
      case CK_NoOp:
      case CK_DerivedToBase:
      case CK_UncheckedDerivedToBase:
      case CK_LValueBitCast:
      case CK_ConstructorConversion:
        E = C->getSubExpr();
        break;
      default:
        return {};
      }
    } else if (const auto *F = dyn_cast<FullExpr>(E)) {
      E = F->getSubExpr();
    } else if (const Expr *Owner = ownerIn(*E)) {
      IsOwned = true;
      E = Owner;
    } else if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
      if (M->getStorageDuration() == SD_FullExpression)
        return {Lender::Temporary, M};
      return {};
    } else if (const auto *M = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
      if (M->isArrow() || !Field || Field->getType()->isReferenceType())
        return {};
      E = M->getBase();
    } else if (const auto *C = dyn_cast<CallExpr>(E);
               C && (C->isCallToStdMove() ||
                     C->getBuiltinCallee() == Builtin::BIforward)) {
      E = C->getArg(0);
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      if (V && V->hasLocalStorage() && !V->getType()->isReferenceType() &&
          !Ref->refersToEnclosingVariableOrCapture() && isOf(*V, In) &&
          !(IsOwned && isGivenAway(*V, In)))
        return {Lender::Local, E, V};
      return {};
    } else if (E->isPRValue() && E->getType()->isRecordType()) {
      return {Lender::Temporary, E};
    } else {
      return {};
    }
  }
}

} // namespace corolint
