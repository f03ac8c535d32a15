#include "checks/analysis/Callable.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

// The part of Effects that asks whose thread code runs on: an event loop's, or
// one that is there to be blocked.

namespace corolint {

/// The outermost named namespace: what a library calls its own.
static const NamespaceDecl *outermostNamespace(const Decl &D) {
  const NamespaceDecl *Outer = nullptr;
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent())
    if (const auto *N = dyn_cast<NamespaceDecl>(C);
        N && !N->isAnonymousNamespace())
      Outer = N->getCanonicalDecl();
  return Outer;
}

bool Effects::belongsToTheTaskLibrary(const FunctionDecl &F) const {
  const NamespaceDecl *N = outermostNamespace(F);
  return N && Models.hasTasksIn(N->getName());
}

/// Template arguments inside of each other that may be the pool:
/// shared_ptr<strand<pool::executor>>. Deeper ones are of no use to the outer
/// class as a pool.
static constexpr unsigned MaxNesting = 3;

/// Locals that are followed to their initialisers, one after another. Who hands
/// a pool, or what it is to run, on more often than that is not found.
static constexpr unsigned MaxInitialisers = 3;

bool Effects::isPool(QualType T, unsigned Depth) const {
  if (T.isNull() || Depth > MaxNesting)
    return false;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const Awaitable *A = Types.of(T); A && A->Is == Role::Pool)
    return true;
  // Its executor, its scheduler.
  if (const CXXRecordDecl *R = recordOf(T))
    if (const auto *Outer = dyn_cast<CXXRecordDecl>(R->getDeclContext()))
      if (const Awaitable *A = Types.ofClass(*Outer); A && A->Is == Role::Pool)
        return true;
  // strand<pool::executor>, shared_ptr<pool>, …
  if (const auto *S =
          dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T)))
    for (const TemplateArgument &Arg : S->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type &&
          isPool(Arg.getAsType(), Depth + 1))
        return true;
  return false;
}

/// Is some part of it a pool, or a token or executor of one?
bool Effects::isPool(const Expr &E, unsigned Depth) const {
  auto Is = [&](auto &Self, const Stmt *S) -> bool {
    if (const auto *Part = dyn_cast<Expr>(S);
        Part && !Part->getType().isNull() && isPool(Part->getType()))
      return true;
    if (const auto *C = dyn_cast<CallExpr>(S))
      if (const NamedDecl *Callee = calleeOf(*C))
        if (const FunctionModel *M = modelOf(*Callee); M && M->GivesPool)
          return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->isLocalVarDecl() && V->hasInit() && Depth < MaxInitialisers)
        return isPool(*V->getInit(), Depth + 1);
    return llvm::any_of(childrenOf(*S),
                        [&](const Stmt *C) { return Self(Self, C); });
  };
  // Each call of a chain is asked about, with all that it is made on.
  auto Find = [&](auto &Self, const Stmt *S) -> bool {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (!isa<CallExpr, CXXConstructExpr>(S))
      return Is(Self, S);
    if (auto It = Pools.find({S, Depth}); It != Pools.end())
      return It->second;
    bool Found = Is(Self, S);
    Pools[{S, Depth}] = Found;
    return Found;
  };
  return Find(Find, &E);
}

void Effects::addPools(const Stmt *S, unsigned Depth,
                       llvm::SmallPtrSetImpl<const ValueDecl *> &To) const {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *M = dyn_cast<MemberExpr>(S);
      M && isa<FieldDecl>(M->getMemberDecl()) && isPool(M->getType()))
    To.insert(M->getMemberDecl());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl())) {
      if (isPool(V->getType()))
        To.insert(V);
      else if (V->isLocalVarDecl() && V->hasInit() && Depth < MaxInitialisers)
        addPools(V->getInit(), Depth + 1, To);
    }
  for (const Stmt *Child : childrenOf(*S))
    addPools(Child, Depth, To);
}

Effects::Variables Effects::poolsIn(const Stmt &Code) const {
  Variables Pools;
  addPools(&Code, 0, Pools);
  return Pools;
}

bool Effects::leavesTheLoop(const Expr &Operand) const {
  auto Hops = [&](auto &Self, const Stmt *S) -> bool {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (const auto *C = dyn_cast<CallExpr>(S))
      if (const NamedDecl *Callee = calleeOf(*C))
        if (const FunctionModel *M = modelOf(*Callee);
            M && (M->Moves == FunctionModel::Hops ||
                  (M->Moves == FunctionModel::HopsIfToAPool && isPool(*C))))
          return true;
    return llvm::any_of(childrenOf(*S),
                        [&](const Stmt *C) { return Self(Self, C); });
  };
  if (Hops(Hops, &Operand))
    return true;
  // The caller chose the class, of a scheduler say.
  if (Operand.isTypeDependent())
    if (const auto *C = dyn_cast<CallExpr>(valueOf(&Operand));
        C && isa<CXXDependentScopeMemberExpr>(C->getCallee()))
      return true;
  // A task that is awaited comes back to where it started; an operation that
  // is given a pool is there to move.
  const Awaitable *Type = Types.of(Operand.getType());
  return !(Type && Type->isTask()) && isPool(Operand);
}

void Effects::findHops() {
  for (const Await &A : TuFacts.Awaits)
    if (leavesTheLoop(*A.Expr->getOperand()))
      FirstHop.try_emplace(A.In, &A);
  for (const Suspension &S : TuFacts.Suspensions)
    if (S.IsInPattern && leavesTheLoop(*S.Operand))
      HopsInPattern.insert(S.In);
  llvm::DenseSet<const FunctionDecl *> Moving;
  for (const auto &[In, Hop] : FirstHop)
    Moving.insert(In->Fn->getCanonicalDecl());
  // Who awaits a coroutine that moves may be moved with it.
  for (const Await &A : TuFacts.Awaits)
    if (const auto *Made = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand())))
      if (const FunctionDecl *F = Made->getDirectCallee();
          F && Moving.contains(F->getCanonicalDecl()))
        FirstHop.try_emplace(A.In, &A);
}

/// Blocking is fine behind the hop, and wherever a loop leads back from it.
bool Effects::isBehindAHop(const Body &B, const Stmt *At) const {
  if (HopsInPattern.contains(&B))
    return true;
  auto It = FirstHop.find(&B);
  if (It == FirstHop.end())
    return false;
  return !At || It->second->InLoop ||
         !Ast.getSourceManager().isBeforeInTranslationUnit(
             At->getBeginLoc(), It->second->Expr->getBeginLoc());
}

/// Is its object, or an argument, a pool of threads?
bool Effects::isGivenAPool(const Call &C) const {
  // The whole call has its arguments in it, and those of all calls within:
  // mostly the outermost is the only one that is read.
  if (C.Ends || !isPool(*cast<Expr>(C.At)))
    return false;
  const Expr *Object = C.object();
  return (Object && isPool(*Object)) ||
         llvm::any_of(C.arguments(), [&](const Expr *A) { return isPool(*A); });
}

void Effects::findOffLoop() {
  for (const Call &C : TuFacts.Calls)
    if (isGivenAPool(C))
      for (const Expr *A : C.arguments())
        runsElsewhere(A);
  // A coroutine that only those call who are off the loop is off it too.
  llvm::DenseMap<const FunctionDecl *, bool> Made; // on a loop?
  for (const Call &C : TuFacts.Calls)
    if (const auto *F = dyn_cast<FunctionDecl>(C.Callee);
        F && Types.of(F->getReturnType()))
      Made[F->getCanonicalDecl()] |=
          !isBehindAHop(*C.In, C.At) &&
          !(C.In->Fn && OffLoop.contains(C.In->Fn->getCanonicalDecl()));
  // What a loop calls is called on it, whoever else does so.
  for (auto [F, OnLoop] : Made)
    if (!OnLoop && !Handlers.contains(F))
      OffLoop.insert(F);
}

/// Notes the functions that `E`, given to a pool, will run there.
void Effects::runsElsewhere(const Stmt *E, unsigned Depth) {
  if (!E || Depth > MaxInitialisers)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    OffLoop.insert(Lambda->getCallOperator()->getCanonicalDecl());
    return;
  }
  if (const auto *Made = dyn_cast<CallExpr>(E))
    if (const FunctionDecl *F = Made->getDirectCallee())
      OffLoop.insert(F->getCanonicalDecl());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      OffLoop.insert(F->getCanonicalDecl());
    else if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
             V && V->isLocalVarDecl() && V->hasInit())
      runsElsewhere(V->getInit(), Depth + 1);
  }
  for (const Stmt *Child : childrenOf(*E))
    runsElsewhere(Child, Depth);
}

bool Effects::mustNotBlock(const Body &B, const Stmt *At) const {
  if (!B.Coroutine || OffLoop.contains(B.Fn->getCanonicalDecl()) ||
      isBehindAHop(B, At))
    return false;
  const Awaitable *Result = Types.ofTemplate(B.Fn->getReturnType());
  if (!Result || Result->Is == Role::Generator)
    return false;
  for (const ParmVarDecl *P : B.Fn->parameters())
    if (const Awaitable *A = Types.of(P->getType());
        A && A->Is == Role::Elsewhere)
      return false;
  // The library that makes the task knows what it does with its threads.
  const NamespaceDecl *Library =
      Result->Model ? outermostNamespace(*Result->Class) : nullptr;
  return !Library || outermostNamespace(*B.Fn) != Library;
}

/// A template's user chose the class, of an executor say: a loop's or a pool's,
/// who knows?
static bool isOfAClassTheCallerChose(const Expr *E) {
  const Expr *Value = valueOf(E);
  QualType T = Value->getType();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Value))
    T = Ref->getDecl()->getType();
  else if (const auto *M = dyn_cast<MemberExpr>(Value))
    T = M->getMemberDecl()->getType();
  return T.getNonReferenceType()->getAs<SubstTemplateTypeParmType>();
}

/// What a call of `Handler` runs, behind binders and the name of a local that
/// was made of it.
const FunctionDecl *Effects::calledBy(const Expr &Handler,
                                      unsigned Depth) const {
  const Expr *E = valueOf(&Handler);
  if (const auto *Made = dyn_cast<CallExpr>(E)) {
    const NamedDecl *Binder = calleeOf(*Made);
    const FunctionModel *M = Binder ? modelOf(*Binder) : nullptr;
    if (M && M->Wraps) {
      std::vector<const Expr *> Bound =
          Call{Made, Binder, nullptr, nullptr, {}}.arguments();
      return *M->Wraps < Bound.size() && Depth < MaxInitialisers
                 ? calledBy(*Bound[*M->Wraps], Depth + 1)
                 : nullptr;
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // `std::function<void()> later = [] { … };`
  if (V && V->isLocalVarDecl() && V->hasInit() && Depth < MaxInitialisers)
    if (const FunctionDecl *Runs = calledBy(*V->getInit(), Depth + 1))
      return Runs;
  return callableOf(E).Runs;
}

void Effects::findHandlers() {
  for (const Call &C : TuFacts.Calls)
    if (const FunctionModel *M = C.Ends ? nullptr : modelOf(*C.Callee);
        M && !M->Handlers.empty()) {
      std::vector<const Expr *> Arguments = C.arguments();
      if (llvm::any_of(Arguments, [&](const Expr *A) {
            return !calledBy(*A) && isOfAClassTheCallerChose(A);
          }))
        continue;
      for (unsigned I : M->Handlers)
        if (const FunctionDecl *F =
                I < Arguments.size() ? calledBy(*Arguments[I]) : nullptr)
          Handlers.insert(F->getCanonicalDecl());
    }
  auto IsCalled = [&](auto &Self, const CXXMethodDecl *M) -> bool {
    return llvm::any_of(M->overridden_methods(),
                        [&](const CXXMethodDecl *Base) {
                          const FunctionModel *Said = modelOf(*Base);
                          return (Said && Said->IsHandler) || Self(Self, Base);
                        });
  };
  for (const Body &B : TuFacts.Bodies)
    if (const auto *M = dyn_cast_or_null<CXXMethodDecl>(B.Fn);
        M && !B.Initialises && IsCalled(IsCalled, M))
      Handlers.insert(M->getCanonicalDecl());
}

bool Effects::isHandler(const Body &B) const {
  return B.Fn && !B.Initialises && !B.Coroutine &&
         Handlers.contains(B.Fn->getCanonicalDecl()) &&
         !OffLoop.contains(B.Fn->getCanonicalDecl());
}

bool Effects::isForOtherThreads(const Call &C) const {
  auto It = Asking.find(C.In);
  if (It == Asking.end() || C.Ends)
    return false;
  auto Tells = [&](const Expr *E) {
    const auto *Call = dyn_cast<CallExpr>(valueOf(E));
    const NamedDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    const FunctionModel *M = Callee ? modelOf(*Callee) : nullptr;
    return M && M->TellsThread;
  };
  if (!It->second)
    It->second =
        TuFlow.skipped(*C.In, [&](const Expr &E) -> std::optional<bool> {
          const Expr *Left = nullptr, *Right = nullptr;
          bool IsEqual = true;
          if (const auto *B = dyn_cast<BinaryOperator>(&E);
              B && B->isEqualityOp()) {
            Left = B->getLHS(), Right = B->getRHS();
            IsEqual = B->getOpcode() == BO_EQ;
          } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&E);
                     O && O->getNumArgs() == 2 &&
                     (O->getOperator() == OO_EqualEqual ||
                      O->getOperator() == OO_ExclaimEqual)) {
            Left = O->getArg(0), Right = O->getArg(1);
            IsEqual = O->getOperator() == OO_EqualEqual;
          }
          if (Left)
            return Tells(Left) || Tells(Right) ? std::optional(IsEqual)
                                               : std::nullopt;
          return Tells(&E) ? std::optional(true) : std::nullopt;
        });
  return It->second->contains(C.At);
}

} // namespace corolint
