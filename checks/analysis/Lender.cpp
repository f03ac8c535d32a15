#include "checks/analysis/Lender.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace corolint {

static bool isOf(const VarDecl &V, const Body &In) {
  return In.Fn && V.getDeclContext() == In.Fn;
}

Lender lenderOf(const Expr &Object, const Body &In) {
  const Expr *E = &Object;
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
          !Ref->refersToEnclosingVariableOrCapture() && isOf(*V, In))
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
