#include "checks/analysis/Summarise.h"
#include "checks/analysis/Callable.h"
#include "checks/base/LlvmVersion.h"
#include "checks/base/Unique.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/xxhash.h"

using namespace clang;

namespace corolint {

std::string phraseOf(const Call &C) {
  if (C.Ends)
    return "the end of '" + C.Ends->getNameAsString() + "'";
  if (isa<CXXConstructExpr>(C.At))
    return "the construction of '" + writtenName(cast<Expr>(C.At)->getType()) +
           "'";
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (Method && Method->getParent()->isLambda())
    return "the call of a lambda";
  return "the call of '" + shortName(*C.Callee) + "'";
}

SourceRange placeOf(const Call &C) {
  return C.Ends ? SourceRange(C.Ends->getLocation())
                : SourceRange(C.Begin, C.At->getEndLoc());
}

static std::string phraseOf(const Body &B) {
  if (B.Initialises)
    return "the initialiser of '" + B.Initialises->getNameAsString() + "'";
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Fn);
  if (Method && Method->getParent()->isLambda())
    return "the lambda";
  return "'" + shortName(*B.Fn) + "'";
}

/// The kind by which what a call does is known from here on.
static std::string kindOf(const Effect &E) {
  if (const auto *B = std::get_if<MayBlock>(&E))
    return spell(B->How->Kind).str();
  const auto &Loop = std::get<RunsALoop>(E);
  if (Loop.waitsForATask())
    return "task";
  return Loop.IsPrivate ? "own-loop" : "loop";
}

/// Over soon: what happens but once in a program is then no trouble.
static bool isShort(const Effect &E) {
  const auto *B = std::get_if<MayBlock>(&E);
  return B && (B->How->Kind == Tier::Disk || B->How->Kind == Tier::Stat ||
               B->How->Kind == Tier::Cpu || B->How->Kind == Tier::Log);
}

/// A generic lambda is read as it is written: who calls it with what often
/// stands in a system header.
static bool isPattern(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return F.isDependentContext() && !(M && M->getParent()->isGenericLambda() &&
                                     !M->getParent()->isDependentContext());
}

Summaries::Summaries(ASTContext &Ast, const Facts &TuFacts,
                     const Effects &TuEffects, Awaitables &Types,
                     const Symbols &Ids, Flow &TuFlow)
    : TuFacts(TuFacts), TuEffects(TuEffects), Types(Types), Ids(Ids),
      Where(Ast) {
  for (const Call &C : TuFacts.Calls) {
    // What a coroutine's pattern calls is reported there.
    if (C.In->Fn ? isPattern(*C.In->Fn) && !C.In->Coroutine
                 : C.In->Initialises->getDeclContext()->isDependentContext())
      continue;
    if (TuEffects.isLastWords(C) || TuEffects.isForOtherThreads(C))
      continue;
    FunctionSummary &Caller = summaryOf(*C.In);
    std::vector<CallSite> Calls;
    addCalls(C, Calls);
    size_t Before = Caller.DirectEffects.size();
    addDirectEffect(C, Caller);
    if (!Calls.empty() || Caller.DirectEffects.size() != Before)
      Doing[C.In].push_back(&C);
    llvm::append_range(Caller.Calls, Calls);
  }
  for (const Body &B : TuFacts.Bodies)
    if (const auto *End = dyn_cast_or_null<CXXDestructorDecl>(B.Fn);
        End && !isPattern(*End)) {
      std::vector<CallSite> Calls;
      addEnds(*End, {}, Calls);
      llvm::append_range(summaryOf(B).Calls, Calls);
    } else if (B.Fn && !B.Initialises && !isPattern(*B.Fn)) {
      summaryOf(B);
    }
  findCalledParameters();
  addVariants(TuFlow);
  findOverrides();
  dropWhatCannotMatter();
}

const Summaries::CallsByObject &Summaries::callsOnNames() const {
  if (!OnNames) {
    OnNames.emplace();
    for (const Call &C : TuFacts.Calls)
      if (!C.Ends && C.object())
        if (const auto *Ref =
                dyn_cast<DeclRefExpr>(C.object()->IgnoreParenImpCasts()))
          (*OnNames)[Ref->getDecl()].push_back(&C);
  }
  return *OnNames;
}

std::optional<EffectCondition> Summaries::through(const Call &C) const {
  Function F = functionOf(*C.In);
  auto It = At.find(F);
  std::optional<Place> Here = Where.of(placeOf(C));
  if (It == At.end() || !Here)
    return std::nullopt;
  const FunctionSummary &Caller = Unit.Functions[It->second];
  auto [Sites, IsNew] = RunHere.try_emplace(It->second);
  if (IsNew)
    for (const CallSite &Site : Caller.Calls)
      if (Site.When == CallSite::Now || Site.When == CallSite::Once)
        Sites->second.emplace(Site.At, Site.Phrase);
  if (!Sites->second.count({*Here, phraseOf(C)}))
    return std::nullopt;
  EffectCondition If{Caller.Id, Caller.At, *Here, phraseOf(C), {}, {}};
  if (!C.Ends)
    return If;
  // A server that was stopped has nothing left to wait for when it ends.
  if (auto On = callsOnNames().find(C.Ends); On != callsOnNames().end())
    for (const Call *Other : On->second)
      if (Other->In == C.In)
        if (std::optional<Place> At = Where.of(placeOf(*Other)))
          If.Before.emplace_back(*At, phraseOf(*Other));
  return If;
}

Symbol Summaries::symbolOf(Function F) const {
  Symbol S = Ids.of(*F);
  if (Ids.isOfManyUnits(*F))
    SeenElsewhere.insert(S);
  return S;
}

Summaries::Function Summaries::functionOf(const Body &B) const {
  if (B.Initialises)
    return B.Initialises;
  return B.Fn->getCanonicalDecl();
}

FunctionSummary &Summaries::summaryOf(const Body &B) {
  Function F = functionOf(B);
  auto [It, New] = At.try_emplace(F, Unit.Functions.size());
  if (New) {
    FunctionSummary &S = Unit.Functions.emplace_back();
    Bodies.push_back(&B);
    S.Id = symbolOf(F);
    S.IsCoroutine = B.Coroutine && !isAGenerator(*B.Fn);
  }
  return Unit.Functions[It->second];
}

void Summaries::describe(FunctionSummary &S, const Body &B) const {
  const Decl *Written = B.Fn;
  if (B.Initialises)
    Written = B.Initialises;
  S.At = Where.of(Written->getLocation()).value_or(Place{});
  S.Phrase = phraseOf(B);
  S.Name = B.name();
}

/// Does calling `F` run a body here and now that others may look into?
bool Summaries::runsHere(const FunctionDecl &F) const {
  if (F.isNoReturn() || F.isDeleted() || F.getBuiltinID() || F.isConsteval() ||
      Where.isInSystemHeader(F.getLocation()) || isDeclaredNonBlocking(F) ||
      isDeclaredBlocking(F) || TuEffects.belongsToTheTaskLibrary(F))
    return false;
  const FunctionDecl *Body = nullptr;
  if (F.hasBody(Body) && isa<CoroutineBodyStmt>(Body->getBody()))
    return isAGenerator(F);
  return !makesAnAwaitable(F);
}

/// One whose body runs where its values are asked for.
bool Summaries::isAGenerator(const FunctionDecl &F) const {
  const Awaitable *A = Types.of(F.getReturnType());
  return A && A->Is == Role::Generator && !A->CanAwait;
}

/// It is the asynchronous twin.
bool Summaries::makesAnAwaitable(const FunctionDecl &F) const {
  const Awaitable *A = Types.of(F.getReturnType());
  return A && A->CanAwait;
}

void Summaries::addTarget(const FunctionDecl *F, const CallSite &Site,
                          std::vector<CallSite> &To) {
  if (!F || !runsHere(*F))
    return;
  if (F->isImplicit() || F->isDefaulted()) {
    if (const auto *End = dyn_cast<CXXDestructorDecl>(F))
      addEnds(*End, Site, To);
    return;
  }
  CallSite &S = To.emplace_back(Site);
  S.To = symbolOf(F->getCanonicalDecl());
  bool IsOpen = !F->hasBody();
  if (S.How != CallSite::Direct || IsOpen) {
    if (!F->isExternallyVisible() && IsOpen && S.How == CallSite::Direct) {
      To.pop_back();
      return;
    }
    seek(S.To, identifierOf(*F));
  }
}

/// Other units may know more.
void Summaries::seek(Symbol S, llvm::StringRef Identifier) {
  if (Elsewhere.insert(S).second)
    Unit.Sought.emplace_back(S, Identifier);
}

/// Owners inside of each other that are looked through.
static constexpr unsigned MaxOwners = 4;

/// What ends with an object of that type: of unique_ptr<T>, a container, T. An
/// owned object may be of a class that derives from it.
static QualType withinOwners(QualType T, CallSite &End) {
  for (unsigned I = 0; I != MaxOwners; ++I) {
    T = QualType(T->getBaseElementTypeUnsafe(), 0);
    const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        T->getAsCXXRecordDecl());
    if (!S || !S->isInStdNamespace() || S->getTemplateArgs().size() == 0 ||
        S->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
        !llvm::is_contained(
            std::initializer_list<StringRef>{"unique_ptr", "optional", "vector",
                                             "deque", "list", "array"},
            S->getName()))
      return T;
    T = S->getTemplateArgs()[0].getAsType();
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (S->getName() == "unique_ptr" && R && R->hasDefinition())
      if (const CXXDestructorDecl *D = R->getDestructor(); D && D->isVirtual())
        End.How = CallSite::Virtual;
  }
  return T;
}

/// May the body give away what the local owns before its end?
static bool isGivenAway(const Stmt *S, const VarDecl &V) {
  if (!S)
    return false;
  if (const auto *C = dyn_cast<CallExpr>(S)) {
    if (C->isCallToStdMove() && mentions(C, V))
      return true;
    const auto *M = dyn_cast<CXXMemberCallExpr>(C);
    if (M && M->getMethodDecl() && M->getMethodDecl()->getIdentifier() &&
        llvm::is_contained(std::initializer_list<StringRef>{"release", "reset",
                                                            "swap", "clear"},
                           M->getMethodDecl()->getName()) &&
        mentions(M->getImplicitObjectArgument(), V))
      return true;
  }
  if (isa<ReturnStmt, CoreturnStmt>(S) && mentions(S, V))
    return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return isGivenAway(C, V); });
}

/// The destructors of the members and bases, where nobody wrote their calls.
void Summaries::addEnds(const CXXDestructorDecl &End, const CallSite &Site,
                        std::vector<CallSite> &To) {
  const CXXRecordDecl *Class = End.getParent()->getDefinition();
  if (!Class || Class->isUnion() ||
      Where.isInSystemHeader(Class->getLocation()))
    return;
  // A tree has parts of its own class; what one part ends, another ends again.
  bool IsOutermost = Ending.empty();
  if (!Ending.insert({Class, unsigned(Site.How)}).second)
    return;
  auto Add = [&](QualType T, SourceLocation At, const std::string &Name) {
    CallSite Inner = Site;
    T = withinOwners(T, Inner);
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    const CXXDestructorDecl *D =
        R && R->hasDefinition() && !R->isDependentType() ? R->getDestructor()
                                                         : nullptr;
    if (!D)
      return;
    if (Inner.Phrase.empty()) {
      Inner.At = Where.of(At).value_or(Place{});
      Inner.Phrase = "the end of '" + Name + "'";
    }
    addTarget(D, Inner, To);
  };
  for (const FieldDecl *F : Class->fields())
    Add(F->getType(), F->getLocation(), F->getNameAsString());
  for (const CXXBaseSpecifier &B : Class->bases())
    if (!B.isVirtual())
      Add(B.getType(), Class->getLocation(), writtenName(B.getType()));
  if (IsOutermost)
    Ending.clear();
}

/// Default arguments that the call evaluates, and the initialisers of members
/// that a constructor leaves to their declarations.
static void addInitialisers(const Stmt &Call, const FunctionDecl &F,
                            std::vector<const Decl *> &To) {
  auto Take = [&](auto Arguments) {
    for (const Expr *A : Arguments)
      if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(A))
        To.push_back(F.getCanonicalDecl()->getParamDecl(
            Default->getParam()->getFunctionScopeIndex()));
  };
  if (const auto *C = dyn_cast<CXXConstructExpr>(&Call))
    Take(C->arguments());
  else if (const auto *C = dyn_cast<CallExpr>(&Call))
    Take(C->arguments());
  const FunctionDecl *Body = nullptr;
  const auto *Made =
      F.hasBody(Body) ? dyn_cast<CXXConstructorDecl>(Body) : nullptr;
  if (Made)
    for (const CXXCtorInitializer *I : Made->inits())
      if (I->getAnyMember() && isa<CXXDefaultInitExpr>(I->getInit()))
        To.push_back(I->getAnyMember());
}

/// A generic lambda as it is written, and for each type it is called with.
static llvm::SmallVector<const FunctionDecl *, 4>
instancesOf(const FunctionDecl *F) {
  llvm::SmallVector<const FunctionDecl *, 4> Instances = {F};
  if (F)
    if (FunctionTemplateDecl *T = F->getDescribedFunctionTemplate())
      llvm::append_range(Instances, T->specializations());
  return Instances;
}

void Summaries::addCalls(const Call &C, std::vector<CallSite> &To) {
  const FunctionModel *M = TuEffects.modelOf(*C.Callee);
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  // An object that is called, or a constant pointer to a function.
  if (const auto *V = dyn_cast<VarDecl>(C.Callee)) {
    if (V->getType()->isRecordType())
      F = cast<CallExpr>(C.At)->getDirectCallee();
    else if (V->getType().isConstQualified() && V->hasInit())
      F = callableOf(V->getInit()).Runs;
  }
  // Most calls are of libraries.
  if (M ? M->Calls.empty()
        : !F || (!C.Ends && Where.isInSystemHeader(F->getLocation())))
    return;
  CallSite Site;
  Site.At = Where.of(placeOf(C)).value_or(Place{});
  Site.Phrase = phraseOf(C);
  if (C.OnlyOnce)
    Site.When = CallSite::Once;
  // What a model says of the callee is all there is to say.
  if (M) {
    std::vector<const Expr *> Arguments = C.arguments();
    if (M->RunsOnce)
      Site.When = CallSite::Once;
    for (unsigned I : M->Calls)
      if (I < Arguments.size())
        for (const FunctionDecl *Run :
             instancesOf(callableOf(Arguments[I]).Runs))
          addTarget(Run, Site, To);
    return;
  }
  // Which coroutines one makes is of interest by itself.
  if (C.In->Coroutine && makesAnAwaitable(*F)) {
    CallSite &S = To.emplace_back(Site);
    S.To = symbolOf(F->getCanonicalDecl());
    S.When = C.Used.How == Use::Awaited ? CallSite::Awaited : CallSite::Later;
    return;
  }
  // The end of an owner is the end of what it owns.
  if (C.Ends && Where.isInSystemHeader(F->getLocation())) {
    QualType Owned = withinOwners(C.Ends->getType(), Site);
    const CXXRecordDecl *R = Owned->getAsCXXRecordDecl();
    if (R && R->hasDefinition() && R->getDestructor() &&
        R->getDestructor() != F && !isGivenAway(C.In->Root, *C.Ends))
      addTarget(R->getDestructor(), Site, To);
    return;
  }
  if (TuEffects.belongsToTheTaskLibrary(*F))
    return;
  if (const auto *M = dyn_cast<CXXMethodDecl>(F);
      M && M->isVirtual() && !C.Ends)
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(C.At);
        Member && !cast<MemberExpr>(Member->getCallee()->IgnoreParens())
                       ->hasQualifier()) {
      if (const CXXMethodDecl *Final = M->getDevirtualizedMethod(
              Member->getImplicitObjectArgument(), /*IsAppleKext=*/false)) {
        F = Final;
      } else {
        Site.How = M->isPureVirtual() ? CallSite::Pure : CallSite::Virtual;
        addTarget(M, Site, To);
        return;
      }
    }
  // Who keeps a generator, or has it as the range of a loop, goes over it.
  if (isAGenerator(*F) && C.Used.How != Use::Local &&
      !isa_and_nonnull<CXXForRangeStmt>(C.Used.By))
    return;
  addArguments(C, F, Site);
  addTarget(F, Site, To);
  Site.Passes.clear();
  if (C.Ends)
    return;
  std::vector<Function> Initialisers;
  addInitialisers(*C.At, *F, Initialisers);
  for (Function I : Initialisers) {
    CallSite &S = To.emplace_back(Site);
    S.To = symbolOf(I);
  }
}

/// The callables that the callee may call for us.
void Summaries::addArguments(const Call &C, const FunctionDecl *Callee,
                             CallSite &Site) {
  std::vector<const Expr *> Arguments = C.arguments();
  for (unsigned I = 0; I < Arguments.size() && I < Callee->getNumParams();
       ++I) {
    const Expr *Value = valueOf(Arguments[I]);
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Value))
      if (const auto *P = dyn_cast<ParmVarDecl>(Ref->getDecl());
          P && C.In->Fn && P->getDeclContext() == C.In->Fn) {
        if (mayBeCalled(P->getType()))
          Site.Passes.push_back({I, 0, P->getFunctionScopeIndex()});
        continue;
      }
    const FunctionDecl *Runs = callableOf(Arguments[I]).Runs;
    // Any object with a call operator would be too many: only what is made to
    // be called.
    if (!Runs || !runsHere(*Runs))
      continue;
    Site.Passes.push_back({I, symbolOf(Runs->getCanonicalDecl()), 0});
    if (!Runs->hasBody() && Runs->isExternallyVisible())
      seek(Site.Passes.back().Callable, identifierOf(*Runs));
  }
}

void Summaries::addDirectEffect(const Call &C, FunctionSummary &To) {
  // Whether a body is here does not matter, and to ask may load it.
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!TuEffects.modelOf(*C.Callee) && !(F && isDeclaredBlocking(*F)))
    return;
  Effect E = TuEffects.of(C);
  if (!std::holds_alternative<MayBlock>(E) &&
      !std::holds_alternative<RunsALoop>(E))
    return;
  if (C.OnlyOnce && isShort(E))
    return;
  DirectEffect L;
  L.At = Where.of(placeOf(C)).value_or(Place{});
  L.Phrase = phraseOf(C);
  L.Kind = kindOf(E);
  if (const auto *B = std::get_if<MayBlock>(&E)) {
    L.Why = B->How->Why;
    L.Instead = B->How->Instead;
    // `send_to` is not mended by what its kind as a whole becomes, a read.
    if (const auto &Twin = B->How->Async;
        L.Instead.empty() && Twin && Twin->TakesToken && !Twin->Name.empty())
      L.Instead = "co_await " + Twin->Name + "(…)";
    L.AtMost = B->How->AtMost;
  } else if (const auto *Loop = std::get<RunsALoop>(E).How) {
    L.Why = Loop->Why;
  }
  To.DirectEffects.push_back(std::move(L));
}

void Summaries::findOverrides() {
  for (const Body &B : TuFacts.Bodies) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(B.Fn);
    if (!M || B.Initialises || M->isDependentContext() || !M->isVirtual())
      continue;
    FunctionSummary &S = summaryOf(B);
    auto Add = [&](auto &Self, const CXXMethodDecl *From) -> void {
      for (const CXXMethodDecl *Base : From->overridden_methods()) {
        S.Overrides.push_back(symbolOf(Base->getCanonicalDecl()));
        Self(Self, Base);
      }
    };
    Add(Add, M);
  }
}

/// `void retry(const std::function<void()> &run) { run(); }`
void Summaries::findCalledParameters() {
  for (const Call &C : TuFacts.Calls) {
    const auto *O = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    if (!O || !C.In->Fn || C.In->Initialises || isPattern(*C.In->Fn))
      continue;
    const Expr *Object = O->getCallee();
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(O))
      Object = Op->getOperator() == OO_Call ? Op->getArg(0) : nullptr;
    const auto *Ref =
        Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
    const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    if (P && P->getDeclContext() == C.In->Fn)
      summaryOf(*C.In).CallsParameters.push_back(P->getFunctionScopeIndex());
  }
}

/// Most functions do nothing that matters here, nor could any of their callees.
void Summaries::dropWhatCannotMatter() {
  llvm::DenseMap<Symbol, llvm::SmallVector<size_t, 2>> Callers;
  llvm::DenseSet<Symbol> Matters;
  std::vector<Symbol> Queue;
  auto Mark = [&](Symbol S) {
    if (Matters.insert(S).second)
      Queue.push_back(S);
  };
  for (Symbol S : Elsewhere)
    Mark(S);
  for (size_t I = 0; I != Unit.Functions.size(); ++I) {
    FunctionSummary &S = Unit.Functions[I];
    makeUnique(S.CallsParameters);
    makeUnique(S.Overrides);
    makeUnique(S.DirectEffects);
    makeUnique(S.Calls);
    if (!S.DirectEffects.empty() && !S.IsCoroutine)
      Mark(S.Id);
    for (const CallSite &C : S.Calls) {
      Callers[C.To].push_back(I);
      for (const CallSite::Argument &A : C.Passes)
        Callers[A.Callable].push_back(I);
    }
  }
  while (!Queue.empty()) {
    Symbol S = Queue.back();
    Queue.pop_back();
    for (size_t Caller : Callers.lookup(S))
      if (!Unit.Functions[Caller].IsCoroutine)
        Mark(Unit.Functions[Caller].Id);
  }
  llvm::DenseSet<Symbol> Called; // by what stays
  for (FunctionSummary &S : Unit.Functions) {
    llvm::erase_if(S.Calls, [&](CallSite &C) {
      llvm::erase_if(C.Passes, [&](const CallSite::Argument &A) {
        return A.Callable && !Matters.contains(A.Callable);
      });
      return (C.When == CallSite::Now || C.When == CallSite::Once) &&
             !Matters.contains(C.To) && C.Passes.empty();
    });
  }
  std::vector<FunctionSummary> Kept;
  for (auto [S, Of] : llvm::zip_equal(Unit.Functions, Bodies)) {
    if (S.IsCoroutine || !S.DirectEffects.empty() || !S.Calls.empty() ||
        !S.CallsParameters.empty() || !S.Overrides.empty())
      describe(Kept.emplace_back(std::move(S)), *Of);
    else if (SeenElsewhere.contains(S.Id))
      Unit.Harmless.push_back(S.Id);
  }
  Unit.Functions = std::move(Kept);
  makeUnique(Unit.Harmless);
  llvm::DenseMap<Symbol, size_t> Moved;
  for (size_t I = 0; I != Unit.Functions.size(); ++I)
    Moved[Unit.Functions[I].Id] = I;
  llvm::DenseMap<Function, size_t> Now;
  for (auto [F, Old] : At)
    if (auto It = Moved.find(symbolOf(F)); It != Moved.end())
      Now[F] = It->second;
  At = std::move(Now);
  llvm::DenseSet<Symbol> Asked;
  for (const FunctionSummary &S : Unit.Functions)
    for (const CallSite &C : S.Calls) {
      Asked.insert(C.To);
      for (const CallSite::Argument &A : C.Passes)
        Asked.insert(A.Callable);
    }
  llvm::erase_if(Unit.Sought,
                 [&](const auto &S) { return !Asked.contains(S.first); });
  llvm::sort(Unit.Functions, [](const auto &A, const auto &B) {
    return std::tie(A.At, A.Id) < std::tie(B.At, B.Id);
  });
  for (size_t I = 0; I != Unit.Functions.size(); ++I)
    Moved[Unit.Functions[I].Id] = I;
  for (auto &[F, Index] : At)
    Index = Moved[symbolOf(F)];
  llvm::sort(Unit.Sought);
}

} // namespace corolint
