#include "checks/facts/Suspending.h"
#include "checks/facts/Facts.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corolint {

/// A call that the compiler makes of an awaiter's member.
static const FunctionDecl *calledBy(const Expr *E) {
  const auto *C = dyn_cast_or_null<CallExpr>(E ? E->IgnoreImplicit() : nullptr);
  return C ? C->getDirectCallee() : nullptr;
}

static bool isNamed(const FunctionDecl *F, StringRef Name) {
  return F && F->getIdentifier() && F->getName() == Name;
}

/// What is done with the handle of the suspended coroutine in one place.
enum class Done {
  Kept,    ///< Perhaps: somebody may resume it later.
  Goes,    ///< It goes on at once, or has come to its end.
  Ended,   ///< It is destroyed.
  Promise, ///< Something with its promise.
};

/// `Up`: what the handle stands in, the closest last.
static Done doneWith(ArrayRef<const Stmt *> Up) {
  bool OfItsPromise = false;
  for (const Stmt *S : llvm::reverse(Up)) {
    // What the promise gives may be whoever runs meanwhile.
    if (isa<ReturnStmt>(S))
      return OfItsPromise ? Done::Promise : Done::Goes;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(S)) {
      const CXXMethodDecl *F = M->getMethodDecl();
      if (isNamed(F, "destroy") && !OfItsPromise)
        return Done::Ended;
      // `h.promise().final_suspend().await_suspend(h)`
      if (isNamed(F, "await_suspend") &&
          isNamed(calledBy(M->getImplicitObjectArgument()), "final_suspend"))
        return Done::Goes;
      if (OfItsPromise &&
          (isNamed(F, "return_value") || isNamed(F, "return_void") ||
           isNamed(F, "unhandled_exception")))
        return Done::Goes;
      OfItsPromise |= isNamed(F, "promise");
      if (!OfItsPromise && !isa_and_nonnull<CXXConversionDecl>(F))
        return Done::Kept;
    } else if (!isa<ImplicitCastExpr, ParenExpr, MemberExpr, CXXConstructExpr,
                    MaterializeTemporaryExpr, ExprWithCleanups>(S)) {
      break;
    }
  }
  return OfItsPromise ? Done::Promise : Done::Kept;
}

/// Does await_suspend give the coroutine's handle to nobody?
static bool givesItToNobody(const FunctionDecl &Suspends) {
  if (Suspends.getNumParams() != 1 || !Suspends.getBody())
    return false;
  const ParmVarDecl *Handle = Suspends.getParamDecl(0);
  SmallVector<Done, 4> All;
  SmallVector<const Stmt *, 16> Up;
  auto Walk = [&](auto &Self, const Stmt *S) -> void {
    if (!S)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
        Ref && Ref->getDecl() == Handle)
      All.push_back(doneWith(Up));
    Up.push_back(S);
    for (const Stmt *Child : childrenOf(*S))
      Self(Self, Child);
    Up.pop_back();
  };
  Walk(Walk, Suspends.getBody());
  bool NeedsEnd = llvm::is_contained(All, Done::Promise);
  return !All.empty() && !llvm::is_contained(All, Done::Kept) &&
         (!NeedsEnd || llvm::is_contained(All, Done::Ended));
}

bool maySuspend(const CoroutineSuspendExpr &S) {
  const FunctionDecl *Ready = calledBy(S.getReadyExpr());
  if (!Ready)
    return true;
  if (const auto *M = dyn_cast<CXXMethodDecl>(Ready);
      M && isOrDerivesFrom(M->getParent(), "std::suspend_never"))
    return false;
  const Expr *Value = onlyReturn(Ready);
  const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(
      Value ? Value->IgnoreParenImpCasts() : nullptr);
  if (Literal && Literal->getValue())
    return false;
  const FunctionDecl *Suspends = calledBy(S.getSuspendExpr());
  // clang takes the address of a handle that it returns.
  if (isNamed(Suspends, "address"))
    Suspends =
        calledBy(cast<CXXMemberCallExpr>(S.getSuspendExpr()->IgnoreImplicit())
                     ->getImplicitObjectArgument());
  const FunctionDecl *Body = Suspends ? Suspends->getDefinition() : nullptr;
  return !Body || !givesItToNobody(*Body);
}

/// The operands of what is done with values: of calls and assignments.
static SmallVector<const Expr *, 4> operandsOf(const Expr &E) {
  SmallVector<const Expr *, 4> All;
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(&E))
    All.push_back(M->getImplicitObjectArgument());
  if (const auto *C = dyn_cast<CallExpr>(&E))
    All.append(C->arg_begin(), C->arg_end());
  else if (const auto *C = dyn_cast<CXXConstructExpr>(&E))
    All.append(C->arg_begin(), C->arg_end());
  else if (const auto *O = dyn_cast<BinaryOperator>(&E);
           O && O->isAssignmentOp())
    All = {O->getLHS(), O->getRHS()};
  return All;
}

static bool isAssignment(const Expr &E) {
  const auto *Built = dyn_cast<BinaryOperator>(&E);
  const auto *Own = dyn_cast<CXXOperatorCallExpr>(&E);
  return (Built && Built->isAssignmentOp()) || (Own && Own->isAssignmentOp());
}

std::vector<OperandOver>
operandsOver(const Stmt *Root,
             const llvm::SmallPtrSetImpl<const Stmt *> &Stops) {
  std::vector<OperandOver> All;
  llvm::SmallPtrSet<const Stmt *, 16> Stopping; ///< Expressions that stop.
  auto Walk = [&](auto &Self, const Stmt *At) -> void {
    if (!At || isa<LambdaExpr>(At))
      return;
    bool HasStop = false;
    for (const Stmt *Child : childrenOf(*At)) {
      Self(Self, Child);
      HasStop |= Stopping.contains(Child);
    }
    const auto *E = dyn_cast<Expr>(At);
    if (!E)
      return;
    if (HasStop)
      for (const Expr *Operand : operandsOf(*E))
        if (Operand && !Stopping.contains(Operand))
          All.push_back({Operand, isAssignment(*E)});
    if (HasStop || Stops.contains(At))
      Stopping.insert(At);
  };
  Walk(Walk, Root);
  return All;
}

std::vector<const VarDecl *> aliveAt(const Suspension &S) {
  std::vector<const VarDecl *> Alive(S.In->Fn->param_begin(),
                                     S.In->Fn->param_end());
  auto Declared = [&](const Stmt *In) {
    if (const auto *D = dyn_cast_or_null<DeclStmt>(In))
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(One);
            V && V->isLocalVarDecl() && !V->isStaticLocal() && !V->isImplicit())
          Alive.push_back(V);
  };
  // Down to the suspension; what is declared beside the way is alive.
  auto Down = [&](auto &Self, const Stmt *At) -> bool {
    if (At == S.At)
      return true;
    if (!At || isa<LambdaExpr>(At))
      return false;
    size_t Before = Alive.size();
    for (const Stmt *Child : childrenOf(*At)) {
      if (Self(Self, Child))
        return true;
      if (!isa<DeclStmt>(At))
        Declared(Child);
    }
    Alive.resize(Before);
    return false;
  };
  Down(Down, S.In->Root);
  return Alive;
}

} // namespace corolint
