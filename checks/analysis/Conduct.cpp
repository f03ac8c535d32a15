#include "checks/analysis/Conduct.h"
#include "checks/analysis/Containers.h"
#include "checks/facts/Members.h"
#include "checks/facts/Suspending.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

/// The members of `this` and globals in an expression, also behind accessors.
static void addFields(const Stmt *S, Fields &To) {
  if (!S)
    return;
  if (const auto *M = dyn_cast<MemberExpr>(S)) {
    if (isa<FieldDecl>(M->getMemberDecl()))
      To.insert(cast<ValueDecl>(M->getMemberDecl()->getCanonicalDecl()));
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    if (V && V->hasGlobalStorage())
      To.insert(V->getCanonicalDecl());
  } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(S)) {
    if (C->getMethodDecl() &&
        isa<CXXThisExpr>(C->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      addFields(onlyReturn(C->getMethodDecl()), To);
  }
  for (const Stmt *C : childrenOf(*S))
    addFields(C, To);
}

static const Stmt *conditionOf(const Stmt &S) {
  if (const auto *I = dyn_cast<IfStmt>(&S))
    return I->getCond();
  if (const auto *W = dyn_cast<WhileStmt>(&S))
    return W->getCond();
  if (const auto *D = dyn_cast<DoStmt>(&S))
    return D->getCond();
  if (const auto *F = dyn_cast<ForStmt>(&S))
    return F->getCond();
  if (const auto *W = dyn_cast<SwitchStmt>(&S))
    return W->getCond();
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(&S))
    return C->getCond();
  return nullptr;
}

/// The member that an assignment, `++` or a call of its own writes to.
static const Expr *writtenBy(const Stmt &S) {
  if (const auto *B = dyn_cast<BinaryOperator>(&S))
    return B->isAssignmentOp() ? B->getLHS() : nullptr;
  if (const auto *U = dyn_cast<UnaryOperator>(&S))
    return U->isIncrementDecrementOp() ? U->getSubExpr() : nullptr;
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&S))
    return O->isAssignmentOp() ? O->getArg(0) : nullptr;
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(&S))
    if (C->getMethodDecl() && !C->getMethodDecl()->isConst())
      return C->getImplicitObjectArgument();
  return nullptr;
}

/// Is it a call that gives back what was taken: unlock(), release()?
static bool givesBack(const CXXMemberCallExpr &C) {
  const CXXMethodDecl *M = C.getMethodDecl();
  if (!M || !M->getIdentifier())
    return false;
  std::string Name = M->getName().lower();
  StringRef N = Name;
  return N.contains("unlock") || N.contains("release") || N == "reset" ||
         N == "signal";
}

/// What flags are made of, to be tested later.
static void addFlags(const DeclStmt &D, Fields &To) {
  for (const Decl *One : D.decls())
    if (const auto *V = dyn_cast<VarDecl>(One);
        V && V->hasInit() && V->getType()->isBooleanType())
      addFields(V->getInit(), To);
}

static void addConduct(const Stmt *S, Conduct &To) {
  if (!S)
    return;
  addFields(conditionOf(*S), To.Tests);
  if (const Expr *Written = writtenBy(*S))
    addFields(Written, To.Writes);
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(S); C && givesBack(*C)) {
    const Expr *Object = C->getImplicitObjectArgument()->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
      To.Freed.insert(Ref->getDecl());
    addFields(Object, To.Frees);
  }
  if (const auto *D = dyn_cast<DeclStmt>(S))
    addFlags(*D, To.Tests);
  for (const Stmt *C : childrenOf(*S))
    addConduct(C, To);
}

Conduct::Conduct(const Body &B) {
  addConduct(B.Root, *this);
  addFields(B.Root, All);
}

Fields guardedBy(const Suspension &S, const Conduct &Of) {
  Fields All;
  for (const VarDecl *V : aliveAt(S)) {
    const CXXRecordDecl *R = V->getType()->getAsCXXRecordDecl();
    if (V->hasInit() && R && R->hasDefinition() &&
        R->hasNonTrivialDestructor() && !containerOf(V->getType()) &&
        !Of.Freed.contains(V))
      addFields(V->getInit(), All);
  }
  return All;
}

static void addTests(const Stmt *S, const Stmt &From, const Stmt &To,
                     Fields &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  auto IsBetween = [&](const Stmt &Test) {
    return To.getBeginLoc() < From.getBeginLoc() ||
           (From.getEndLoc() < Test.getEndLoc() &&
            Test.getBeginLoc() < To.getBeginLoc());
  };
  if (const Stmt *Test = conditionOf(*S); Test && IsBetween(*Test))
    addFields(Test, Out);
  if (const auto *D = dyn_cast<DeclStmt>(S); D && IsBetween(*D))
    addFlags(*D, Out);
  for (const Stmt *C : childrenOf(*S))
    addTests(C, From, To, Out);
}

Fields testedBetween(const Body &B, const Stmt &From, const Stmt &To) {
  Fields All;
  addTests(B.Root, From, To, All);
  return All;
}

bool meet(const Fields &L, const Fields &R) {
  return llvm::any_of(L, [&](const ValueDecl *V) {
    return R.contains(V) && !containerOf(V->getType());
  });
}

} // namespace corolint
