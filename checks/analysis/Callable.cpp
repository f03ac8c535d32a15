#include "checks/analysis/Callable.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

const CXXMethodDecl *callOperator(const CXXRecordDecl &R) {
  const CXXMethodDecl *Only = nullptr;
  DeclarationName Name =
      R.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  if (!R.hasDefinition())
    return nullptr;
  for (const NamedDecl *N : R.getDefinition()->lookup(Name)) {
    if (const auto *T = dyn_cast<FunctionTemplateDecl>(N))
      N = T->getTemplatedDecl();
    const auto *M = dyn_cast<CXXMethodDecl>(N);
    if (!M || Only)
      return nullptr;
    Only = M;
  }
  return Only;
}

bool mayBeCalled(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  else if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return !R->hasDefinition() ||
           R->hasMemberName(
               R->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call));
  return T->isFunctionType() || T->isDependentType();
}

/// What a generic lambda gives whose result is deduced: what each call of it
/// here gave, if that is always the same.
static Callable asCalled(const CXXMethodDecl &Operator) {
  Callable Known;
  const FunctionTemplateDecl *Pattern = Operator.getDescribedFunctionTemplate();
  if (!Pattern || !Operator.getReturnType()->getContainedAutoType())
    return {Operator.getReturnType(), &Operator};
  for (const FunctionDecl *F : Pattern->specializations()) {
    QualType Gives = F->getReturnType();
    if (Gives->isUndeducedType() || Gives->isDependentType())
      continue;
    if (!Known.Gives.isNull() &&
        Known.Gives.getCanonicalType() != Gives.getCanonicalType())
      return {};
    Known = {Gives, F};
  }
  return Known;
}

/// Callables made of callables: std::function of std::bind of std::ref, say.
/// Nobody nests more of them.
static constexpr unsigned MaxWrappers = 4;

static Callable callableOf(const Expr *E, unsigned Depth) {
  E = valueOf(E);
  if (!E || E->getType().isNull() || Depth > MaxWrappers)
    return {};
  // `std::bind(&load, 1)`: what it binds. The class has a template for that.
  if (const auto *C = dyn_cast<CallExpr>(E))
    if (const FunctionDecl *F = C->getDirectCallee();
        F && F->isInStdNamespace() && F->getIdentifier() && C->getNumArgs() &&
        llvm::is_contained(
            std::initializer_list<StringRef>{"bind", "bind_front", "bind_back",
                                             "mem_fn", "ref", "cref"},
            F->getName()))
      return callableOf(C->getArg(0), Depth + 1);
  // A lambda that becomes a pointer to a function, `+[] { … }` too.
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_Plus)
    return callableOf(U->getSubExpr(), Depth + 1);
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E))
    if (const auto *M = dyn_cast_or_null<CXXConversionDecl>(C->getMethodDecl());
        M && M->getParent()->isLambda())
      return callableOf(C->getImplicitObjectArgument(), Depth + 1);
  // A function object made of another callable runs that one.
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E);
      Made && Made->getNumArgs() == 1)
    if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(
            Made->getConstructor()->getParent());
        S && S->getTemplateArgs().size() &&
        S->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
        S->getTemplateArgs()[0].getAsType()->isFunctionType()) {
      const CXXMethodDecl *Operator = callOperator(*S);
      return {Operator ? Operator->getReturnType() : QualType(),
              callableOf(Made->getArg(0), Depth + 1).Runs};
    }
  QualType T = E->getType().getNonReferenceType();
  if (const auto *M = T->getAs<MemberPointerType>())
    T = M->getPointeeType();
  else if (T->isPointerType())
    T = T->getPointeeType();
  if (const auto *F = T->getAs<FunctionType>()) {
    const Expr *Name = E;
    if (const auto *Address = dyn_cast<UnaryOperator>(E))
      Name = Address->getSubExpr()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Name);
    return {F->getReturnType(),
            Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr};
  }
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (const CXXMethodDecl *M = R ? callOperator(*R) : nullptr)
    return asCalled(*M);
  return {};
}

Callable callableOf(const Expr *E) { return callableOf(E, 0); }

} // namespace corolint
