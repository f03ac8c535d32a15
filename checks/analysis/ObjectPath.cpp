#include "checks/analysis/ObjectPath.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint {

std::optional<ObjectPath> pathOf(const Expr &Of) {
  const Expr *E = valueOf(&Of);
  auto Below = [](const Expr &Base,
                  std::string Name) -> std::optional<ObjectPath> {
    std::optional<ObjectPath> P = pathOf(Base);
    if (P)
      P->Name += (P->Name.empty() || Name[0] == '[' ? "" : ".") + Name;
    return P;
  };
  if (isa<CXXThisExpr>(E))
    return ObjectPath{};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *V = Ref->getDecl();
    // Another name of what it was bound to.
    if (const auto *Local = dyn_cast<VarDecl>(V);
        Local && Local->isLocalVarDecl() && Local->hasInit() &&
        Local->getType()->isReferenceType() &&
        !isa<MaterializeTemporaryExpr>(Local->getInit()->IgnoreParenImpCasts()))
      if (auto P = pathOf(*Local->getInit()))
        return P;
    return ObjectPath{cast<ValueDecl>(V->getCanonicalDecl()),
                      V->getNameAsString()};
  }
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    if (isa<FieldDecl>(M->getMemberDecl()))
      return Below(*M->getBase(), M->getMemberDecl()->getNameAsString());
    if (const auto *V = dyn_cast<VarDecl>(M->getMemberDecl()))
      return ObjectPath{V->getCanonicalDecl(), V->getNameAsString()};
    return std::nullopt;
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf))
    return pathOf(*U->getSubExpr());
  const Expr *Array = nullptr, *Index = nullptr;
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
    Array = S->getBase();
    Index = S->getIdx();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O && O->getOperator() == OO_Subscript && O->getNumArgs() == 2) {
    Array = O->getArg(0);
    Index = O->getArg(1);
  }
  if (Array) {
    const Expr *Which = valueOf(Index);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Which))
      return Below(*Array, "[" + Ref->getDecl()->getNameAsString() + "]");
    if (const auto *Number = dyn_cast<IntegerLiteral>(Which))
      return Below(*Array,
                   "[" + llvm::toString(Number->getValue(), 10, false) + "]");
    return std::nullopt;
  }
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
      O && O->getNumArgs() == 1 &&
      (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star))
    return pathOf(*O->getArg(0));
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
      C && C->getNumArgs() == 0 && C->getMethodDecl() &&
      C->getMethodDecl()->getIdentifier()) {
    // An accessor is its field.
    if (const Expr *Value = onlyReturn(C->getMethodDecl()))
      if (const auto *M = dyn_cast<MemberExpr>(valueOf(Value)))
        if (isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()))
          return Below(*C->getImplicitObjectArgument(),
                       M->getMemberDecl()->getNameAsString());
    return Below(*C->getImplicitObjectArgument(),
                 C->getMethodDecl()->getNameAsString() + "()");
  }
  if (const auto *C = dyn_cast<CallExpr>(E);
      C && C->getNumArgs() == 0 && C->getDirectCallee() &&
      C->getDirectCallee()->getIdentifier())
    return ObjectPath{C->getDirectCallee()->getCanonicalDecl(),
                      C->getDirectCallee()->getNameAsString() + "()"};
  return std::nullopt;
}

} // namespace corolint
