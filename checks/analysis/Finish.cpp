#include "checks/analysis/Finish.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

/// Calls, and locals, that a task is handed through.
static constexpr unsigned MaxSteps = 8;

Finishes::Finishes(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
                   const Effects &TuEffects)
    : Types(Types), TuFlow(TuFlow), TuEffects(TuEffects) {
  for (const Call &C : TuFacts.Calls)
    if (!C.Ends)
      CallAt.try_emplace(C.At, &C);
    else
      Ends[C.In].push_back(&C);
  for (const TaskLocal &L : TuFacts.Locals)
    Locals[L.Var] = &L;
  for (const Suspension &S : TuFacts.Suspensions)
    StopAt[S.At] = &S;
}

const Call *Finishes::callAt(const Stmt *S) const { return CallAt.lookup(S); }

/// Nobody looks at it any more.
Finish Finishes::leftAlone(const Expr &Task, const Stmt *At) const {
  const Awaitable *A = Types.of(Task.getType());
  if (!A)
    return {};
  if (A->Is == Role::Detached)
    return {Finish::RunsOn, At};
  if (A->isLazy() || A->WhenDropped == Dropped::Cancelled ||
      A->WhenDropped == Dropped::Blocks || A->WhenDropped == Dropped::NeverRuns)
    return {Finish::Done, At};
  if (!A->Begins || !A->WhenDropped)
    return {};
  return {Finish::RunsOn, At};
}

Finish Finishes::ofExpression(const Expr &Made, const Usage &Used,
                              unsigned Depth) const {
  if (Depth > MaxSteps)
    return {};
  // What a call does with the task, and what is made of its result.
  auto Through = [&](const Call &C) -> Finish {
    const auto *Result = dyn_cast<Expr>(C.At);
    const FunctionModel *M = TuEffects.modelOf(*C.Callee);
    if (M && (M->Looping || M->Blocking))
      return {Finish::Done, C.At};
    if (C.Used.How == Use::Awaited)
      return {Finish::Done, C.At};
    if (Result && Types.of(Result->getType()))
      return ofExpression(*Result, C.Used, Depth + 1);
    // A future for threads, say: somebody may wait for it at once.
    bool IsLetGo = C.Used.How == Use::Discarded || C.Used.How == Use::Voided;
    if (M && (M->Spawns || M->Consumes) && IsLetGo)
      return {Finish::RunsOn, C.At};
    if (M && M->Spawns && C.Used.How == Use::Object && C.Used.By)
      if (const Call *Next = callAt(C.Used.By))
        if (const FunctionModel *Waits = TuEffects.modelOf(*Next->Callee);
            Waits && Waits->Blocking)
          return {Finish::Done, Next->At};
    return {};
  };
  switch (Used.How) {
  case Use::Awaited:
    return {Finish::Done, Used.By};
  case Use::Discarded:
  case Use::Voided:
    return leftAlone(Made, Used.By ? Used.By : &Made);
  case Use::Returned:
    if (isa_and_nonnull<CoyieldExpr>(Used.By))
      return {};
    return {Finish::Returned, Used.By};
  case Use::Local: {
    const TaskLocal *L = Locals.lookup(Used.Local);
    if (!L)
      return {};
    const Stmt *At = Used.By ? Used.By : &Made;
    if (L->Mentions.empty() && L->Overwrites.empty())
      if (Finish Alone = leftAlone(Made, At); Alone.How != Finish::RunsOn)
        return Alone;
    return {Finish::Kept, At, L, &Made};
  }
  case Use::Member:
    return {Finish::Kept, Used.By ? Used.By : &Made};
  case Use::Object:
  case Use::Argument:
    if (const Call *C = callAt(Used.By))
      return Through(*C);
    return {};
  case Use::Stored:
  case Use::Other:
    break;
  }
  return {};
}

Finish Finishes::ofFunction(const Expr &Made, const Usage &Used,
                            const Body &In) const {
  Finish F = ofExpression(Made, Used);
  if (F.In)
    F = ofLocal(*F.In, *F.As, 0);
  // Who lets it go may wait for it in another way: a loop that is run, a latch,
  // a scope that is joined, an object that is gone before the lender.
  if ((F.How == Finish::RunsOn || F.How == Finish::Kept) &&
      (!F.At || mayWaitAfter(*F.At, In)))
    return {};
  return F;
}

Finish Finishes::ofLocal(const TaskLocal &L, const Expr &Task,
                         unsigned Depth) const {
  if (Depth > MaxSteps)
    return {};
  if (L.Mentions.empty() && L.Overwrites.empty())
    return leftAlone(Task, &Task);
  Finish All;
  for (const Mention &M : L.Mentions) {
    if (!M.At)
      return {};
    Finish One = ofExpression(*M.At, M.Used, Depth + 1);
    if (One.In && One.In != &L)
      One = ofLocal(*One.In, *One.As, Depth + 1);
    else if (One.In)
      return {};
    if (!One.outlives() || (All.How != Finish::Unknown && All.How != One.How))
      return {};
    All = One;
  }
  return All;
}

static bool isOfTheStandardLibrary(const Decl &D) {
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent())
    if (C->isStdNamespace())
      return true;
  return false;
}

Finish Finishes::ofSpawn(const Expr &Call, const Body &In,
                         const VarDecl &Lent) const {
  // A pool, a thread, a scope: its end may wait for all that was started.
  for (const corolint::Call *C : Ends.lookup(&In))
    if (C->Ends != &Lent &&
        (TuEffects.modelOf(*C->Callee) || !isOfTheStandardLibrary(*C->Callee)))
      return {};
  if (mayWaitAfter(Call, In))
    return {};
  return {Finish::RunsOn, &Call};
}

/// Does the function do something after `At` that could wait for the task?
bool Finishes::mayWaitAfter(const Stmt &At, const Body &In) const {
  const CFG *Graph = TuFlow.of(In);
  if (!Graph)
    return true;
  auto MayWait = [&](const Stmt &S) {
    if (StopAt.contains(&S))
      return true;
    const Call *C = callAt(&S);
    if (!C)
      return false;
    const FunctionModel *M = TuEffects.modelOf(*C->Callee);
    return M || !isOfTheStandardLibrary(*C->Callee);
  };
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  bool IsThere = false;
  auto Follow = [&](auto &Self, const CFGBlock &Block, bool IsAfter) -> bool {
    for (const CFGElement &E : Block)
      if (auto S = E.getAs<CFGStmt>()) {
        if (IsAfter && MayWait(*S->getStmt()))
          return true;
        if (S->getStmt() == &At)
          IsThere = IsAfter = true;
      }
    return IsAfter && llvm::any_of(Block.succs(), [&](const auto &To) {
             return To && Seen.insert(&*To).second && Self(Self, *To, true);
           });
  };
  for (const CFGBlock *Block : *Graph)
    if (Follow(Follow, *Block, false))
      return true;
  return !IsThere;
}

} // namespace corolint
