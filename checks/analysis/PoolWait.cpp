#include "checks/analysis/PoolWait.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

static void addWork(const Stmt *S,
                    llvm::SmallVectorImpl<const LambdaExpr *> &To) {
  if (const auto *L = dyn_cast_or_null<LambdaExpr>(S)) {
    To.push_back(L);
    return;
  }
  if (S)
    for (const Stmt *Child : childrenOf(*S))
      addWork(Child, To);
}

/// What a blocking call waits for: its object, or its argument.
static const Expr *awaitedBy(const Call &C, const Effect &Of) {
  if (const auto *Loop = std::get_if<RunsALoop>(&Of))
    return Loop->Task ? Loop->Task : C.object();
  const auto *Blocks = std::get_if<MayBlock>(&Of);
  if (!Blocks ||
      (Blocks->How->Kind != Tier::Wait && Blocks->How->Kind != Tier::Join))
    return nullptr;
  const std::vector<const Expr *> Arguments = C.arguments();
  return C.object() ? C.object()
                    : (Arguments.empty() ? nullptr : Arguments.front());
}

/// What a helper waits for, if that is something it was given:
/// `blocking_get(pool.async(work))`.
static const Expr *awaitedIn(const Call &C, llvm::ArrayRef<const Call *> Helper,
                             const Effects &TuEffects) {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  const std::vector<const Expr *> Given = C.arguments();
  for (const Call *Inner : Helper) {
    const Expr *Awaited = awaitedBy(*Inner, TuEffects.of(*Inner));
    const auto *Ref =
        dyn_cast_or_null<DeclRefExpr>(Awaited ? valueOf(Awaited) : nullptr);
    const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    unsigned I = P ? P->getFunctionScopeIndex() : Given.size();
    if (F && P && P->getDeclContext() == Inner->In->Fn && I < Given.size())
      return Given[I];
  }
  return nullptr;
}

std::vector<PoolWait> poolWaits(const Facts &TuFacts,
                                const Effects &TuEffects) {
  struct Work {
    const Call *Given;
    Effects::Variables Pools;
  };
  llvm::DenseMap<const FunctionDecl *, Work> OnPools;
  for (const Call &C : TuFacts.Calls) {
    if (C.Ends)
      continue;
    llvm::SmallVector<const LambdaExpr *, 2> Given;
    for (const Expr *A : C.arguments())
      addWork(A, Given);
    if (Given.empty())
      continue;
    Effects::Variables Pools = TuEffects.poolsIn(*C.At);
    if (!Pools.empty())
      for (const LambdaExpr *L : Given)
        OnPools[L->getCallOperator()->getCanonicalDecl()] = {&C, Pools};
  }
  std::vector<PoolWait> Found;
  if (OnPools.empty())
    return Found;
  llvm::DenseMap<const FunctionDecl *, std::vector<const Call *>> Bodies;
  for (const Call &C : TuFacts.Calls)
    if (C.In->Fn && !C.Ends && !C.In->Coroutine)
      Bodies[C.In->Fn->getCanonicalDecl()].push_back(&C);
  for (const Call &C : TuFacts.Calls) {
    auto It = C.In->Fn && !C.Ends && !C.In->Initialises
                  ? OnPools.find(C.In->Fn->getCanonicalDecl())
                  : OnPools.end();
    const Expr *Awaited =
        It == OnPools.end() ? nullptr : awaitedBy(C, TuEffects.of(C));
    if (!Awaited && It != OnPools.end())
      if (const auto *F = dyn_cast<FunctionDecl>(C.Callee))
        if (auto Helper = Bodies.find(F->getCanonicalDecl());
            Helper != Bodies.end())
          Awaited = awaitedIn(C, Helper->second, TuEffects);
    if (!Awaited)
      continue;
    const Effects::Variables Needed = TuEffects.poolsIn(*Awaited);
    const ValueDecl *First = nullptr;
    for (const ValueDecl *Pool : It->second.Pools)
      if (Needed.contains(Pool) &&
          (!First || Pool->getLocation() < First->getLocation()))
        First = Pool;
    if (First)
      Found.push_back({&C, It->second.Given, First});
  }
  return Found;
}

} // namespace corolint
