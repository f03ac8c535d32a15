#include "checks/analysis/Meanwhile.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

/// The lambda that this is, if it is made a function object of any kind: who
/// takes those keeps them, and calls them when something happens.
static const LambdaExpr *keptIn(const Expr &Given, const ParmVarDecl &P) {
  const CXXRecordDecl *Takes = recordOf(P.getType());
  if (!Takes || Takes->isLambda() || !callOperator(*Takes))
    return nullptr;
  const Expr *E = &Given;
  for (const Expr *Before = nullptr; E != Before;) {
    Before = E;
    E = valueOf(E);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E);
        Made && Made->getNumArgs())
      E = Made->getArg(0);
    else if (const auto *Cast = dyn_cast<CastExpr>(E))
      E = Cast->getSubExpr();
  }
  return dyn_cast<LambdaExpr>(E);
}

Meanwhile::Meanwhile(const Facts &TuFacts, const Effects &TuEffects,
                     const Finishes &TuFinishes, Awaitables &Types)
    : TuEffects(TuEffects), TuFinishes(TuFinishes), Types(Types) {
  for (const Call &C : TuFacts.Calls) {
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!F || C.Ends)
      continue;
    if (C.In->Fn)
      Callers[F->getCanonicalDecl()].push_back(&C);
    const auto *Made = dyn_cast<CallExpr>(C.At);
    if (!Made)
      continue;
    if (Types.of(Made->getType()) &&
        TuFinishes.ofExpression(*Made, C.Used).How == Finish::RunsOn)
      LetGo.insert(&C);
    const FunctionModel *Model = TuEffects.modelOf(*F);
    std::vector<const Expr *> Given = C.arguments();
    if (Model && Model->Spawns && *Model->Spawns < Given.size() &&
        Made->getType()->isVoidType())
      if (const auto *L = dyn_cast<LambdaExpr>(valueOf(Given[*Model->Spawns])))
        Spawned.insert(L->getCallOperator()->getCanonicalDecl());
    if (!definitionOf(*Made))
      for (unsigned I = 0; I < Given.size() && I < F->getNumParams(); ++I)
        if (const LambdaExpr *L = keptIn(*Given[I], *F->getParamDecl(I)))
          Kept.insert(L->getCallOperator()->getCanonicalDecl());
  }
}

bool Meanwhile::isLetGo(const Body &B) const {
  const Awaitable *Type = Types.of(B.Fn->getReturnType());
  return (B.Coroutine && Type && Type->Is == Role::Detached) ||
         Spawned.contains(B.Fn->getCanonicalDecl()) || TuEffects.isHandler(B);
}

const Call *Meanwhile::gatherOf(const Call &C) const {
  const Call *Top = nullptr, *At = &C;
  while (At && At->Used.How == Use::Argument) {
    At = TuFinishes.callAt(At->Used.By);
    if (!At)
      break;
    const auto *O = dyn_cast<CXXOperatorCallExpr>(At->At);
    const FunctionModel *Model = TuEffects.modelOf(*At->Callee);
    if ((O &&
         (O->getOperator() == OO_AmpAmp || O->getOperator() == OO_PipePipe)) ||
        (Model && Model->Gathering))
      Top = At;
  }
  return Top;
}

static bool isALambda(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return M && M->getParent()->isLambda();
}

/// Who else can call it, but for those that are seen?
static bool isOpen(const FunctionDecl &F, bool IsCalledHere) {
  const SourceManager &Sources = F.getASTContext().getSourceManager();
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  if (M && M->isVirtual())
    return true;
  if (M && M->getAccess() != AS_public && M->getAccess() != AS_none)
    return false;
  // Of what stands in the file itself, all callers do, if there are some.
  SourceLocation At = F.getCanonicalDecl()->getLocation();
  return !IsCalledHere || !Sources.isInMainFile(Sources.getExpansionLoc(At));
}

struct Meanwhile::Climb {
  explicit Climb(llvm::function_ref<bool(const Body &)> Waits) : Waits(Waits) {}

  /// Functions not to go by.
  llvm::SmallPtrSet<const FunctionDecl *, 8> Barred;
  llvm::function_ref<bool(const Body &)> Waits;
  /// What gathers the coroutine with others.
  llvm::SmallPtrSet<const Call *, 4> Gathers;
  bool IsOnItsOwn = false; ///< The coroutine.
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  Answer Found;
};

void Meanwhile::climb(const Body &B, Climb &Up) const {
  if (!B.Fn || B.Initialises ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(B.Fn))
    return;
  const FunctionDecl *F = B.Fn->getCanonicalDecl();
  if (Up.Barred.contains(F) || !Up.Seen.insert(F).second || Up.Waits(B))
    return;
  bool IsLetGo = isLetGo(B);
  Up.Found.IsOnItsOwn |= IsLetGo;
  Up.Found.IsLive |= IsLetGo || B.Coroutine;
  auto It = Callers.find(F);
  bool IsCalled = It != Callers.end();
  bool IsKept = Kept.contains(F);
  Up.Found.MayRun |=
      IsLetGo || IsKept || (!isALambda(*F) && isOpen(*F, IsCalled));
  if (IsCalled)
    for (const Call *C : It->second) {
      bool IsBarred = Up.Barred.contains(C->In->Fn->getCanonicalDecl());
      bool IsBeside = LetGo.contains(C) && (!IsBarred || Up.IsOnItsOwn);
      if (const Call *With = B.Coroutine ? gatherOf(*C) : nullptr)
        IsBeside |= Up.Gathers.contains(With);
      if (IsBeside && !Up.Waits(*C->In))
        Up.Found.IsOnItsOwn = Up.Found.MayRun = true;
      climb(*C->In, Up);
    }
  else if (isALambda(*F) && !IsLetGo && !IsKept && B.Outer)
    // Whoever it was given to calls it at once, or nobody can tell.
    climb(*B.Outer, Up);
}

/// Whatever leads to the coroutine, and the functions that its lambda is in.
void Meanwhile::bar(const FunctionDecl &Coroutine, Climb &Up) const {
  SmallVector<const FunctionDecl *, 8> Queue = {&Coroutine};
  while (!Queue.empty()) {
    const FunctionDecl *F = Queue.pop_back_val()->getCanonicalDecl();
    if (!Up.Barred.insert(F).second)
      continue;
    auto It = Callers.find(F);
    if (It == Callers.end())
      continue;
    for (const Call *C : It->second) {
      for (const Body *B = C->In; B; B = B->Outer)
        if (B->Fn)
          Queue.push_back(B->Fn);
      if (const Call *With = gatherOf(*C))
        Up.Gathers.insert(With);
    }
  }
}

Meanwhile::Answer
Meanwhile::of(const Body &Other, const Body &Suspended,
              llvm::function_ref<bool(const Body &)> Waits) const {
  Climb Up(Waits);
  for (const Body *B = &Suspended; B; B = B->Outer)
    if (B->Fn)
      bar(*B->Fn, Up);
  Up.IsOnItsOwn = isOnItsOwn(Suspended);
  climb(Other, Up);
  return Up.Found;
}

Meanwhile::Answer
Meanwhile::ofAny(const Body &Other, ArrayRef<const FunctionDecl *> Suspended,
                 llvm::function_ref<bool(const Body &)> Waits) const {
  Climb Up(Waits);
  for (const FunctionDecl *F : Suspended)
    bar(*F, Up);
  climb(Other, Up);
  return Up.Found;
}

bool Meanwhile::leadsTo(const Body &From, const Body &To) const {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  SmallVector<const Body *, 8> Queue = {&To};
  while (!Queue.empty()) {
    const Body *B = Queue.pop_back_val();
    if (B == &From)
      return true;
    if (!B->Fn || !Seen.insert(B->Fn->getCanonicalDecl()).second)
      continue;
    if (B->Outer)
      Queue.push_back(B->Outer);
    if (auto It = Callers.find(B->Fn->getCanonicalDecl()); It != Callers.end())
      for (const Call *C : It->second)
        Queue.push_back(C->In);
  }
  return false;
}

bool Meanwhile::isReached(const Body &B) const {
  if (!B.Fn || B.Initialises)
    return false;
  bool IsCalled = Callers.contains(B.Fn->getCanonicalDecl());
  return IsCalled || isALambda(*B.Fn) || isOpen(*B.Fn, IsCalled);
}

bool Meanwhile::isOnItsOwn(const Body &Coroutine) const {
  auto NobodyWaits = [](const Body &) { return false; };
  Climb Up(NobodyWaits);
  climb(Coroutine, Up);
  return Up.Found.IsOnItsOwn;
}

} // namespace corolint
