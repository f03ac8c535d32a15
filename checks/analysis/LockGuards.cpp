#include "checks/analysis/Effect.h"
#include "checks/analysis/Locks.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

// The part of Locks that says which objects hold a lock until they end.

namespace corolint {

/// The variable of the thread that an expression names, or a function that
/// only gives it: `stack()`.
static const ValueDecl *ofTheThread(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  const ValueDecl *V = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    V = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(E))
    V = M->getMemberDecl();
  else if (const auto *C = dyn_cast<CallExpr>(E);
           C && C->getType()->isRecordType() && C->isGLValue())
    if (const FunctionDecl *F = definitionOf(*C))
      forEachIn(F->getBody(), [&](const Stmt &S) {
        const auto *R = dyn_cast<ReturnStmt>(&S);
        const auto *Ref =
            R && R->getRetValue()
                ? dyn_cast<DeclRefExpr>(R->getRetValue()->IgnoreParenImpCasts())
                : nullptr;
        V = Ref ? Ref->getDecl() : V;
      });
  const auto *Var = dyn_cast_or_null<VarDecl>(V);
  return Var && Var->getTLSKind() != VarDecl::TLS_None ? Var->getCanonicalDecl()
                                                       : nullptr;
}

static bool isNamed(const FunctionDecl *F, ArrayRef<StringRef> Names) {
  return F && F->getIdentifier() && llvm::is_contained(Names, F->getName());
}

/// Scopes push in the beginning and pop in the end; who does it the other way
/// round lends what the thread has in store.
enum class ScopeStep { Begins, Ends };

/// The variable of the thread that the expression gives a value, or that is a
/// stack which it pushes to or pops from; and the value.
static std::pair<const ValueDecl *, const Expr *> writtenBy(const Expr &E,
                                                            ScopeStep Step) {
  if (const auto *B = dyn_cast<BinaryOperator>(&E); B && B->isAssignmentOp())
    return {ofTheThread(B->getLHS()), B->getRHS()};
  if (const auto *U = dyn_cast<UnaryOperator>(&E);
      U && U->isIncrementDecrementOp())
    return {ofTheThread(U->getSubExpr()), nullptr};
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&E);
      O && O->isAssignmentOp())
    return {ofTheThread(O->getArg(0)), O->getArg(1)};
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(&E)) {
    const FunctionDecl *F = C->getDirectCallee();
    const Expr *On = C->getImplicitObjectArgument();
    if (Step == ScopeStep::Begins &&
        isNamed(F, {"push_back", "emplace_back", "push", "emplace"}))
      return {ofTheThread(On), C->getNumArgs() ? C->getArg(0) : nullptr};
    if (Step == ScopeStep::Ends && isNamed(F, {"pop_back", "pop"}))
      return {ofTheThread(On), nullptr};
    return {};
  }
  const auto *C = dyn_cast<CallExpr>(&E);
  if (C && C->getNumArgs() == 2 && C->getDirectCallee() &&
      C->getDirectCallee()->isInStdNamespace() &&
      isNamed(C->getDirectCallee(), {"exchange", "swap"}))
    return {ofTheThread(C->getArg(0)), C->getArg(1)};
  return {};
}

/// `void set(int v) { current = v; }`, `void pop() { stack.pop_back(); }`: the
/// variable that a function is there to change, and nothing else.
static const ValueDecl *writtenByCallOf(const FunctionDecl &F, ScopeStep Step) {
  const auto *Block = dyn_cast<CompoundStmt>(F.getBody());
  if (!Block || Block->size() != 1)
    return nullptr;
  const Stmt *Only = Block->body_front();
  if (const auto *R = dyn_cast<ReturnStmt>(Only))
    Only = R->getRetValue();
  const auto *E = dyn_cast_or_null<Expr>(Only);
  if (!E)
    return nullptr;
  if (const auto *Full = dyn_cast<FullExpr>(E))
    E = Full->getSubExpr();
  auto [V, Value] = writtenBy(*valueOf(E), Step);
  if (!V || !Value)
    return V;
  const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(Value));
  return Ref && isa<ParmVarDecl>(Ref->getDecl()) ? V : nullptr;
}

/// The variable of the thread that some expression in `S` gives a value.
static const ValueDecl *writtenOfTheThread(const Stmt *S, ScopeStep Step) {
  const ValueDecl *Found = nullptr;
  hasAny(S, [&](const Expr &E) {
    Found = writtenBy(E, Step).first;
    if (!Found && isa<CallExpr>(E))
      if (const FunctionDecl *F = definitionOf(E))
        Found = writtenByCallOf(*F, Step);
    return Found != nullptr;
  });
  return Found;
}

void Locks::findScopes() {
  llvm::DenseMap<const CXXRecordDecl *, const ValueDecl *> Ended;
  for (const Body &B : TuFacts.Bodies)
    if (const auto *End = dyn_cast_or_null<CXXDestructorDecl>(B.Fn);
        End && B.Root)
      if (const ValueDecl *V = writtenOfTheThread(B.Root, ScopeStep::Ends))
        Ended[End->getParent()->getCanonicalDecl()] = V;
  if (Ended.empty())
    return;
  for (const Body &B : TuFacts.Bodies)
    if (const auto *Begin = dyn_cast_or_null<CXXConstructorDecl>(B.Fn);
        Begin && B.Root)
      if (auto It = Ended.find(Begin->getParent()->getCanonicalDecl());
          It != Ended.end()) {
        bool Writes =
            writtenOfTheThread(B.Root, ScopeStep::Begins) == It->second;
        for (const CXXCtorInitializer *I : Begin->inits())
          Writes |=
              writtenOfTheThread(I->getInit(), ScopeStep::Begins) == It->second;
        if (Writes)
          Scopes[It->first] = It->second;
      }
}

bool Locks::isKnownTo(const CXXRecordDecl *Promise, const ValueDecl &V) const {
  if (!Promise)
    return false;
  return llvm::any_of(TuFacts.Bodies, [&](const Body &B) {
    if (!B.Fn || !B.Root)
      return false;
    for (const DeclContext *In = B.Fn->getParent(); In; In = In->getParent())
      if (const auto *R = dyn_cast<CXXRecordDecl>(In);
          R && (sameTemplate(R, Promise) ||
                isOrDerivesFrom(Promise, qualifiedName(*R))))
        return mentions(B.Root, V);
    return false;
  });
}

bool Locks::isAsync(const CXXRecordDecl &R) {
  auto [It, New] = Async.try_emplace(R.getCanonicalDecl(), false);
  if (!New)
    return It->second;
  bool Is = false;
  if (const TypeModel *M = modelOf(R); M && M->Lock) {
    Is = M->Lock == LockRole::Async;
  } else if (const CXXRecordDecl *D = readable(&R)) {
    for (const Decl *Member : D->decls()) {
      const auto *N = dyn_cast<NamedDecl>(Member);
      const FunctionDecl *F = N ? functionIn(N) : nullptr;
      if (!F || !StringRef(lower(*F)).contains("lock") ||
          StringRef(lower(*F)).contains("unlock"))
        continue;
      const Awaitable *Gives = Types.of(F->getReturnType());
      if (!Gives)
        if (const CXXRecordDecl *Of = recordOf(F->getReturnType()))
          Gives = Types.ofClass(*Of);
      Is |= Gives && Gives->CanAwait;
    }
    for (const CXXBaseSpecifier &Base : D->bases())
      if (const CXXRecordDecl *B = recordOf(Base.getType()))
        Is |= isAsync(*B);
  }
  return Async[R.getCanonicalDecl()] = Is;
}

bool Locks::isMutexForThreads(QualType T) {
  const CXXRecordDecl *R = pointee(T);
  if (!R)
    return false;
  if (const TypeModel *M = modelOf(*R); M && M->Lock)
    return M->Lock == LockRole::Mutex;
  if (isAsync(*R))
    return false;
  const CXXRecordDecl *D = readable(R);
  if (!D)
    return false;
  bool IsUnseen = false;
  auto Look = [&](auto &Self, const CXXRecordDecl &In, unsigned Depth) -> bool {
    for (const CXXMethodDecl *M : In.methods()) {
      if (stepOf(*M) != LockStep::Takes)
        continue;
      if (Helpers.contains(M->getCanonicalDecl()))
        return true;
      IsUnseen |= !BodyOf.contains(M->getCanonicalDecl());
    }
    for (const CXXBaseSpecifier &Base : In.bases())
      if (const CXXRecordDecl *B = readable(recordOf(Base.getType()));
          B && Depth < MaxDepth && Self(Self, *B, Depth + 1))
        return true;
    return false;
  };
  return Look(Look, *D, 0) || IsUnseen;
}

/// The standard library's ways to hold something, perhaps.
static bool isHolder(const CXXRecordDecl &R) {
  return R.isInStdNamespace() && R.getIdentifier() &&
         llvm::is_contained(
             std::initializer_list<StringRef>{"optional", "unique_ptr",
                                              "shared_ptr", "pair", "tuple"},
             R.getName());
}

static SmallVector<QualType, 4> typeArguments(const CXXRecordDecl &R) {
  SmallVector<QualType, 4> Types;
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  auto Take = [&](auto &Self, ArrayRef<TemplateArgument> Arguments) -> void {
    for (const TemplateArgument &A : Arguments)
      if (A.getKind() == TemplateArgument::Type)
        Types.push_back(A.getAsType());
      else if (A.getKind() == TemplateArgument::Pack)
        Self(Self, A.pack_elements());
  };
  if (S)
    Take(Take, S->getTemplateArgs().asArray());
  return Types;
}

const Locks::Guard *Locks::guardOf(QualType T) { return guardOf(T, 0); }

const Locks::Guard *Locks::guardOf(QualType T, unsigned Depth) {
  if (T.isNull() || T->isDependentType() || T->isReferenceType())
    return nullptr;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || Depth > MaxDepth)
    return nullptr;
  // Of what is only pointed to, nobody may have needed the definition.
  const TypeModel *M = R->hasDefinition() ? nullptr : modelOf(*R);
  if (!R->hasDefinition() && !(M && M->Lock))
    return nullptr;
  if (R->hasDefinition())
    R = R->getDefinition();
  auto [It, New] = Guards.try_emplace(R, nullptr);
  if (!New)
    return It->second.get();
  std::unique_ptr<Guard> Read = readGuard(*R, Depth);
  return (Guards[R] = std::move(Read)).get();
}

std::unique_ptr<Locks::Guard> Locks::readGuard(const CXXRecordDecl &R,
                                               unsigned Depth) {
  auto Yes = [&] {
    auto G = std::make_unique<Guard>();
    G->CanUnlock =
        !members(&R, &R.getASTContext().Idents.get("unlock")).empty();
    return G;
  };
  if (R.hasDefinition() && R.hasTrivialDestructor())
    return nullptr;
  if (const TypeModel *M = modelOf(R); M && M->Lock) {
    if (M->Lock == LockRole::Scope) {
      auto G = Yes();
      G->IsScope = true;
      return G;
    }
    if (M->Lock != LockRole::Guard)
      return nullptr;
    bool IsTold = false;
    for (QualType A : typeArguments(R)) {
      if (!recordOf(A))
        continue;
      if (isMutexForThreads(A))
        return Yes();
      IsTold = true;
    }
    const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&R);
    bool IsOfNothing =
        S && typeArguments(R).empty() && S->getTemplateArgs().size() == 1;
    return IsTold || IsOfNothing ? nullptr : Yes();
  }
  if (isHolder(R)) {
    for (QualType A : typeArguments(R))
      if (const Guard *G = guardOf(A, Depth + 1)) {
        auto Of = std::make_unique<Guard>(*G);
        Of->CanUnlock = false;
        return Of;
      }
    return nullptr;
  }
  if (auto It = Scopes.find(R.getCanonicalDecl()); It != Scopes.end()) {
    auto G = Yes();
    G->IsScope = true;
    G->Changes = It->second;
    return G;
  }
  auto Does = [&](const FunctionDecl &F, bool Frees) {
    auto It = Helpers.find(F.getCanonicalDecl());
    return It != Helpers.end() && llvm::any_of(It->second, [&](const Act &A) {
             return (A.What == LockStep::Frees) == Frees;
           });
  };
  if (const CXXDestructorDecl *End = R.getDestructor();
      End && Does(*End, true) &&
      llvm::any_of(R.ctors(), [&](const CXXConstructorDecl *C) {
        return Does(*C, false) || (!C->isImplicit() && !C->isDeleted() &&
                                   !BodyOf.contains(C->getCanonicalDecl()));
      }))
    return Yes();
  // A library's objects have reasons of their own.
  if (R.isInStdNamespace() || R.isLambda())
    return nullptr;
  for (const FieldDecl *F : R.fields())
    if (const Guard *G = guardOf(F->getType(), Depth + 1)) {
      auto Of = std::make_unique<Guard>(*G);
      Of->CanUnlock = false;
      Of->IsPart = true;
      return Of;
    }
  for (const CXXBaseSpecifier &Base : R.bases())
    if (const Guard *G = guardOf(Base.getType(), Depth + 1))
      return std::make_unique<Guard>(*G);
  return nullptr;
}

Locks::Holding Locks::holdingOf(const Expr &Init,
                                std::optional<ObjectPath> &Mutex) {
  Made M = made(Init, 0);
  if (M.Mutex && M.Mutex->Name.empty())
    M.Mutex.reset();
  Mutex = std::move(M.Mutex);
  return M.Is;
}

Locks::Made Locks::made(const Expr &Init, unsigned Depth) {
  if (Depth > MaxDepth * 2)
    return {};
  const Expr *E = Init.IgnoreParenImpCasts();
  if (const auto *F = dyn_cast<FullExpr>(E))
    return made(*F->getSubExpr(), Depth);
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
    return made(*M->getSubExpr(), Depth);
  if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
    return made(*B->getSubExpr(), Depth);
  if (const auto *C = dyn_cast<ExplicitCastExpr>(E))
    return made(*C->getSubExpr(), Depth);
  if (const auto *N = dyn_cast<CXXNewExpr>(E))
    return N->getConstructExpr() ? made(*N->getConstructExpr(), Depth) : Made{};
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return constructed(*C, Depth);
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E)) {
    Made A = made(*C->getTrueExpr(), Depth + 1),
         B = made(*C->getFalseExpr(), Depth + 1);
    if (A.Is == B.Is)
      return A;
    return {Maybe, A.Mutex ? A.Mutex : B.Mutex};
  }
  if (const auto *L = dyn_cast<InitListExpr>(E)) {
    for (const Expr *Part : L->inits())
      if (Part && (guardOf(Part->getType()) || L->getNumInits() == 1))
        if (Made M = made(*Part, Depth + 1); M.Is != Nothing)
          return M;
    return {};
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return {};
  // A moved one: whoever follows the original knows.
  if (Call->isCallToStdMove())
    return {Maybe, {}};
  const Guard *G = guardOf(E->getType());
  if (!G)
    return {};
  const CXXRecordDecl *R = E->getType()->getAsCXXRecordDecl();
  StringRef Name = F->getIdentifier() ? F->getName() : "";
  if (F->isInStdNamespace() && Name.starts_with("make_")) {
    Made Of;
    for (const Expr *A : Call->arguments())
      if (isMutexForThreads(A->getType()))
        Of = {Held, pathOf(*A)};
    return Of;
  }
  if (G->IsScope)
    return {Held, {}};
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  std::optional<ObjectPath> On;
  if (Member)
    On = pathOf(*Member->getImplicitObjectArgument());
  else if (Call->getNumArgs() && isMutexForThreads(Call->getArg(0)->getType()))
    On = pathOf(*Call->getArg(0));
  if (On && On->Name.empty())
    On.reset();
  // What it returns tells, if it is here.
  if (auto It = BodyOf.find(F->getCanonicalDecl()); It != BodyOf.end()) {
    Made Best;
    auto Look = [&](auto &Self, const Stmt *S) -> void {
      if (!S || isa<LambdaExpr>(S))
        return;
      if (const auto *Return = dyn_cast<ReturnStmt>(S);
          Return && Return->getRetValue()) {
        Made M = made(*Return->getRetValue(), Depth + 1);
        const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(Return->getRetValue()));
        if (const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
            V && V->isLocalVarDecl() && V->hasInit())
          M = made(*V->getInit(), Depth + 1);
        if (Best.Is == Nothing || M.Is == Held)
          Best.Is = M.Is;
      }
      for (const Stmt *C : childrenOf(*S))
        Self(Self, C);
    };
    Look(Look, It->second->Root);
    return {Best.Is, On};
  }
  bool IsTried = StringRef(Name.lower()).contains("try") ||
                 StringRef(Name.lower()).contains("defer") || isHolder(*R);
  return {G->IsPart ? Nothing : IsTried ? Maybe : Held, On};
}

Locks::Made Locks::constructed(const CXXConstructExpr &E, unsigned Depth) {
  const CXXConstructorDecl *Constructor = E.getConstructor();
  const CXXRecordDecl *R = Constructor->getParent();
  SmallVector<const Expr *, 4> Arguments;
  for (const Expr *A : E.arguments())
    if (!isa<CXXDefaultArgExpr>(A))
      Arguments.push_back(A);
  if (Constructor->isCopyOrMoveConstructor() && !Arguments.empty()) {
    const Expr *From = valueOf(Arguments.front());
    if (isa<CallExpr, CXXConstructExpr, InitListExpr>(From) &&
        !isa<CoawaitExpr>(From))
      return made(*Arguments.front(), Depth + 1);
    return {isa<CoawaitExpr>(From) ? Nothing : Maybe, {}};
  }
  if (isHolder(*R)) {
    for (const Expr *A : Arguments) {
      if (const auto *Given = dyn_cast<CoawaitExpr>(valueOf(A)); Given)
        continue;
      if (guardOf(A->getType().getNonReferenceType()) ||
          isa<CXXNewExpr>(A->IgnoreParenImpCasts()))
        return made(*A, Depth + 1);
      if (isMutexForThreads(A->getType()))
        return {Held, pathOf(*A)};
    }
    return {};
  }
  const Guard *G = guardOf(E.getType());
  if (!G)
    return {};
  if (G->IsScope)
    return {Held, {}};
  if (const TypeModel *M = modelOf(*R); M && M->Lock) {
    Made Of;
    for (const Expr *A : Arguments) {
      StringRef Tag = tagOf(*A);
      if (Tag == "defer_lock_t")
        return {Nothing, Of.Mutex};
      if (Tag == "try_to_lock_t" || Tag == "duration" || Tag == "time_point")
        return {Maybe, Of.Mutex};
      if (A->isNullPointerConstant(R->getASTContext(),
                                   Expr::NPC_ValueDependentIsNotNull))
        return {};
      if (Of.Is == Nothing && isMutexForThreads(A->getType()))
        Of = {Held, pathOf(*A)};
    }
    return Of;
  }
  if (auto It = Helpers.find(Constructor->getCanonicalDecl());
      It != Helpers.end()) {
    Made Of;
    for (const Act &A : It->second) {
      if (A.What == LockStep::Frees)
        continue;
      Of.Is = A.What == LockStep::Takes ? Held : Maybe;
      if (const auto *P = dyn_cast_or_null<ParmVarDecl>(A.On.Root);
          P && P->getFunctionScopeIndex() < Arguments.size())
        Of.Mutex = pathOf(*Arguments[P->getFunctionScopeIndex()]);
    }
    if (!Of.Mutex && Arguments.size() == 1)
      Of.Mutex = pathOf(*Arguments.front());
    return Of;
  }
  const FunctionDecl *Definition = nullptr;
  if (Constructor->isImplicit() || Constructor->isDefaulted())
    return {};
  if (!Constructor->hasBody(Definition))
    return {Arguments.empty() ? Nothing : Held, {}};
  Made Of;
  for (const CXXCtorInitializer *I :
       cast<CXXConstructorDecl>(Definition)->inits())
    if (const Expr *Init = I->getInit();
        Init && guardOf(Init->getType()) && Of.Is != Held)
      Of.Is = made(*Init, Depth + 1).Is;
  if (Arguments.size() == 1)
    Of.Mutex = pathOf(*Arguments.front());
  return Of;
}

} // namespace corolint
