#include "checks/analysis/Keeper.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

/// Functions that hand a callable on, one to the next.
static constexpr unsigned MaxDepth = 4;

Keepers::Keepers(const Facts &TuFacts, const Effects &TuEffects,
                 const Finishes &TuFinishes, const LaterUses &TuUses)
    : TuEffects(TuEffects), TuFinishes(TuFinishes), TuUses(TuUses) {
  for (const Call &C : TuFacts.Calls)
    if (!C.Ends)
      Calls[C.In].push_back(&C);
}

/// `std::forward<F>(f)` and `std::move(f)` are still `f`.
static const Expr *forwarded(const Expr *E) {
  for (E = valueOf(E);;) {
    const auto *C = dyn_cast_or_null<CallExpr>(E);
    if (!C || C->getNumArgs() != 1 ||
        (C->getBuiltinCallee() != Builtin::BIforward &&
         C->getBuiltinCallee() != Builtin::BImove))
      return E;
    E = valueOf(C->getArg(0));
  }
}

static bool isIt(const Expr *E, const ParmVarDecl &P) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(forwarded(E));
  return Ref && Ref->getDecl() == &P &&
         !Ref->refersToEnclosingVariableOrCapture();
}

/// How often is it named?
static unsigned namings(const Stmt *S, const ParmVarDecl &P) {
  // What co_return adds to its operand is the promise's.
  if (const auto *Return = dyn_cast_or_null<CoreturnStmt>(S))
    S = Return->getOperand();
  if (!S)
    return 0;
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  unsigned Count = Ref && Ref->getDecl() == &P;
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    Count += namings(L->getBody(), P);
  for (const Stmt *C : childrenOf(*S))
    Count += namings(C, P);
  return Count;
}

/// Does a plain function call what it is given by value, as algorithms do?
static bool callsItsOwn(const Call &C, const FunctionModel &M,
                        unsigned Argument) {
  const auto *Made = dyn_cast<CallExpr>(C.At);
  const FunctionDecl *F = Made ? Made->getDirectCallee() : nullptr;
  return F && Argument < F->getNumParams() &&
         !F->getParamDecl(Argument)->getType()->isReferenceType() &&
         llvm::is_contained(M.Calls, Argument) && !M.InTurn;
}

Kept Keepers::of(const Call &C, unsigned Argument, unsigned Depth) const {
  if (const FunctionModel *M = TuEffects.modelOf(*C.Callee)) {
    if (M->HoldsOthers && Argument + 1 != C.arguments().size())
      return {Keeps::UntilDone, C.Callee, nullptr};
    if (M->Keeping || !callsItsOwn(C, *M, Argument))
      return {M->Keeping, C.Callee, nullptr};
    return {Keeps::UntilItReturns, C.Callee, nullptr};
  }
  const FunctionDecl *F = definitionOf(*C.At);
  return F ? ofParameter(*F, Argument, Depth) : Kept();
}

Kept Keepers::ofParameter(const FunctionDecl &F, unsigned Index,
                          unsigned Depth) const {
  const Body *B = TuUses.bodyOf(&F);
  if (!B || Depth > MaxDepth || Index >= B->Fn->getNumParams())
    return {};
  const ParmVarDecl &P = *B->Fn->getParamDecl(Index);
  bool ByReference = P.getType()->isReferenceType();
  std::optional<Kept> Worst;
  unsigned Seen = 0;
  auto Take = [&](Kept Now) {
    ++Seen;
    // What is not known of one use may be worse than all the others.
    if (!Worst || (Worst->For && (!Now.For || *Now.For > *Worst->For)))
      Worst = Now;
  };
  // An await has its operand twice.
  llvm::SmallPtrSet<const Stmt *, 8> Done;
  for (const Call *Inside : Calls.lookup(B)) {
    if (!Done.insert(Inside->At).second)
      continue;
    const auto *Made = dyn_cast<CallExpr>(Inside->At);
    std::vector<const Expr *> Given = Inside->arguments();
    bool IsCalled = isa<CXXOperatorCallExpr>(Inside->At) && Inside->object() &&
                    isIt(Inside->object(), P);
    if (IsCalled) {
      Finish Task = TuFinishes.ofExpression(*Made, Inside->Used);
      Kept Now{std::nullopt, &F, Made};
      if (Task.How == Finish::Done)
        Now.For = ByReference ? Keeps::ForTheExpression : Keeps::UntilDone;
      else if (Task.How == Finish::Returned && ByReference)
        Now.For = Keeps::ForTheExpression;
      else if (Task.How == Finish::Returned)
        Now.For = Keeps::UntilItReturns;
      else if (TuFinishes.ofFunction(*Made, Inside->Used, *B).outlives())
        Now.For = Keeps::UntilItReturns;
      Take(Now);
      continue;
    }
    // `if (callable)`
    if (isa<CXXConversionDecl>(Inside->Callee) && Inside->object() &&
        isIt(Inside->object(), P)) {
      ++Seen;
      continue;
    }
    if (isa<CXXConstructExpr>(Inside->At) && cast<CXXConstructExpr>(Inside->At)
                                                 ->getConstructor()
                                                 ->isCopyOrMoveConstructor())
      continue;
    for (unsigned I = 0; I < Given.size(); ++I) {
      if (!isIt(Given[I], P) ||
          (Made && (Made->getBuiltinCallee() == Builtin::BIforward ||
                    Made->isCallToStdMove())))
        continue;
      Kept Next = of(*Inside, I, Depth + 1);
      if (Next.For == Keeps::ForTheExpression && Made) {
        Finish Task = TuFinishes.ofExpression(*Made, Inside->Used);
        if (Task.How == Finish::Done)
          Next.For = ByReference ? Keeps::ForTheExpression : Keeps::UntilDone;
        else if (Task.How == Finish::Returned && !ByReference)
          Next = {Keeps::UntilItReturns, &F, Made};
        else if (Task.How != Finish::Returned)
          Next.For = std::nullopt;
      }
      Take(Next);
    }
  }
  // A capture, a member, a test: somebody else may have it.
  if (!Worst || Seen != namings(B->Root, P))
    return {};
  return *Worst;
}

} // namespace corolint
