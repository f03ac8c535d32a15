#include "checks/analysis/Finish.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

/// Calls, and locals, that a task is handed through.
static constexpr unsigned MaxSteps = 8;

bool isToldOfTheEnd(const Call &C, const FunctionModel &M) {
  std::vector<const Expr *> Given = C.arguments();
  for (unsigned I = 0; M.Spawns && I != Given.size(); ++I)
    if (const CXXRecordDecl *R = recordOf(Given[I]->getType());
        I != *M.Spawns && R && callOperator(*R))
      return true;
  return false;
}

Finishes::Finishes(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
                   const Effects &TuEffects)
    : Types(Types), TuFlow(TuFlow), TuEffects(TuEffects),
      Others(TuFacts, Types, TuEffects) {
  for (const Call &C : TuFacts.Calls)
    if (!C.Ends)
      CallAt.try_emplace(C.At, &C);
    else
      Ends[C.In].push_back(&C);
  for (const TaskLocal &L : TuFacts.Locals)
    Locals[L.Var] = &L;
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Initialises)
      Bodies[B.Fn] = &B;
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

/// A generator in a local, or in a loop: it goes on behind the full-expression.
Finish Finishes::walked(const Expr &Made, const Stmt *At) const {
  const Awaitable *A = Types.of(Made.getType());
  if (!A || A->Is != Role::Generator)
    return {};
  Finish Walked{Finish::Kept, At};
  Walked.EndsWithALocal = true;
  return Walked;
}

/// `pending_ = co_spawn(…, use_future)`: a result that is no task becomes part
/// of the function's object.
static bool isPutIntoAMember(const Usage &Used) {
  const Expr *Into = nullptr;
  if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Used.By))
    Into = O->getOperator() == OO_Equal ? O->getArg(0) : nullptr;
  else if (const auto *M = dyn_cast_or_null<CXXMemberCallExpr>(Used.By))
    Into = M->getMethodDecl() && isOfTheStandardLibrary(*M->getMethodDecl())
               ? M->getImplicitObjectArgument()
               : nullptr;
  // `pending_[id] = …`
  if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Into))
    Into = O->getOperator() == OO_Subscript ? O->getArg(0) : nullptr;
  const auto *Member =
      Into ? dyn_cast<MemberExpr>(Into->IgnoreParenImpCasts()) : nullptr;
  return Used.How == Use::Argument && Member &&
         isa<FieldDecl>(Member->getMemberDecl()) &&
         isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
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
    if (C.Used.How == Use::Awaited && M && M->LosersRunOn) {
      Finish Loser{Finish::RunsOn, C.Used.By};
      Loser.MayLose = true;
      return Loser;
    }
    if (C.Used.How == Use::Awaited)
      return {Finish::Done, C.At};
    if (Result && Types.of(Result->getType()))
      return ofExpression(*Result, C.Used, Depth + 1);
    // A future for threads, say: somebody may wait for it at once.
    bool IsLetGo = C.Used.How == Use::Discarded || C.Used.How == Use::Voided;
    if (M && (M->Spawns || M->Consumes) && IsLetGo)
      return {Finish::RunsOn, C.At};
    bool IsHandedOut = C.Used.How == Use::Returned ||
                       C.Used.How == Use::Member || isPutIntoAMember(C.Used);
    if (M && M->Spawns && IsHandedOut)
      return {Finish::Kept, C.Used.By ? C.Used.By : C.At};
    if (M && M->Spawns && C.Used.How == Use::Object && C.Used.By)
      if (const Call *Next = callAt(C.Used.By))
        if (const FunctionModel *Waits = TuEffects.modelOf(*Next->Callee);
            Waits && Waits->Blocking)
          return {Finish::Done, Next->At};
    return M ? Finish() : ofParameter(C, Made, Depth);
  };
  switch (Used.How) {
  case Use::Awaited:
    return {Finish::Done, Used.By};
  case Use::Discarded:
    return leftAlone(Made, &Made);
  case Use::Voided:
    return leftAlone(Made, Used.By ? Used.By : &Made);
  case Use::Returned:
    if (isa_and_nonnull<CoyieldExpr>(Used.By))
      return {};
    return {Finish::Returned, Used.By};
  case Use::Local: {
    const TaskLocal *L = Locals.lookup(Used.Local);
    const Stmt *At = Used.By ? Used.By : &Made;
    // One that nobody mentions never begins.
    if (!L)
      return Used.Local && !Used.Local->isReferenced() ? Finish()
                                                       : walked(Made, At);
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
    // By a call or assignment, in what the caller has.
    if (Used.By && isa_and_nonnull<ParmVarDecl>(Used.Local))
      return {Finish::Kept, Used.By};
    return {};
  case Use::Other:
    if (isa_and_nonnull<CXXForRangeStmt>(Used.By))
      return walked(Made, Used.By);
    break;
  }
  return {};
}

/// Of what a function is given that gives nothing back: does its body let it
/// run on, and wait for nobody?
Finish Finishes::ofParameter(const Call &C, const Expr &Made,
                             unsigned Depth) const {
  const FunctionDecl *F = definitionOf(*C.At);
  const Body *Does = F ? Bodies.lookup(F) : nullptr;
  if (!Does || Does->Coroutine || !F->getReturnType()->isVoidType())
    return {};
  std::vector<const Expr *> Given = C.arguments();
  for (unsigned I = 0; I < Given.size() && I < F->getNumParams(); ++I) {
    const TaskLocal *L = Locals.lookup(F->getParamDecl(I));
    bool IsGiven = hasAny(Given[I], [&](const Expr &E) { return &E == &Made; });
    if (!IsGiven || !L || !L->IsTask)
      continue;
    Finish Inside = ofLocal(*L, Made, Depth + 1);
    if (Inside.How != Finish::RunsOn || !Inside.At || L->Mentions.empty() ||
        mayWaitAfter(*Inside.At, *L->Mentions.front().At, *Does) ||
        endsWaitIn(*Does, nullptr))
      return {};
    return {Finish::RunsOn, C.At};
  }
  return {};
}

Finish Finishes::ofFunction(const Expr &Made, const Usage &Used, const Body &In,
                            const VarDecl *Lent) const {
  Finish F = ofExpression(Made, Used);
  if (F.In)
    F = ofLocal(*F.In, *F.As, 0);
  else if (F.EndsWithALocal)
    return {};
  if (F.How != Finish::RunsOn && F.How != Finish::Kept)
    return F;
  // Who lets it go may wait for it in another way: a loop that is run, a latch,
  // a scope that is joined, an object that is gone before the lender.
  if (F.At && !mayWaitAfter(*F.At, Made, In) && !endsWaitIn(In, Lent))
    return F;
  const FunctionDecl *Callee = definitionOf(Made);
  if (F.At && F.How == Finish::RunsOn && Callee && isEndless(*Callee) &&
      isLeftAfter(*F.At, In, Lent))
    return F;
  return {};
}

/// The statement that each local below `S` ends with.
static void addScopes(const Stmt *S, const Stmt *Scope,
                      llvm::DenseMap<const Decl *, const Stmt *> &To) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *D = dyn_cast<DeclStmt>(S))
    for (const Decl *One : D->decls())
      To.try_emplace(One, Scope);
  if (isa<CompoundStmt, IfStmt, SwitchStmt, ForStmt, CXXForRangeStmt,
          WhileStmt>(S))
    Scope = S;
  for (const Stmt *Part : childrenOf(*S))
    addScopes(Part, Scope, To);
}

/// The statement that a local ends with; null: it is not there.
const Stmt *Finishes::scopeOf(const VarDecl &V, const Body &In) const {
  auto [It, New] = Scopes.try_emplace(&In);
  if (New)
    addScopes(In.Root, nullptr, It->second);
  return It->second.lookup(&V);
}

Finish Finishes::ofLender(const Expr &Made, const Usage &Used, const Body &In,
                          const VarDecl &Lent) const {
  Finish All = ofFunction(Made, Used, In, &Lent);
  const Stmt *Scope = All.outlives() ? nullptr : scopeOf(Lent, In);
  if (!Scope || Scope == In.Root)
    return All;
  Finish Now = ofExpression(Made, Used);
  if (Now.EndsWithALocal)
    return All;
  if ((Now.How != Finish::Kept && Now.How != Finish::RunsOn) || !Now.At ||
      endsWaitIn(In, &Lent))
    return All;
  const SourceManager &Sources = Lent.getASTContext().getSourceManager();
  auto IsIn = [&](const Stmt &Outer, SourceLocation At) {
    SourceRange Range =
        Sources.getExpansionRange(Outer.getSourceRange()).getAsRange();
    At = Sources.getExpansionLoc(At);
    return !Sources.isBeforeInTranslationUnit(At, Range.getBegin()) &&
           !Sources.isBeforeInTranslationUnit(Range.getEnd(), At);
  };
  auto IsBehind = [&](SourceLocation At, const Stmt &Earlier) {
    return Sources.isBeforeInTranslationUnit(
        Sources.getExpansionLoc(Earlier.getEndLoc()),
        Sources.getExpansionLoc(At));
  };
  bool MayBegin = true; // Whatever another object or the caller does with it.
  if (const TaskLocal *By = Now.In) {
    if (!By->Type || By->In != &In || IsIn(*Scope, By->Var->getLocation()))
      return All;
    // Nothing in the block may await what is kept outside of it, but something
    // behind it has to: a task that nobody awaits may never begin.
    bool IsNamedLater = false;
    for (const Mention &M : By->Mentions) {
      if (!M.At || IsIn(*Scope, M.At->getBeginLoc()))
        return All;
      IsNamedLater |= IsBehind(M.At->getBeginLoc(), *Scope);
    }
    if (!IsNamedLater)
      return All;
    MayBegin = !By->Type->isLazy();
  }
  bool MayBeDone = false;
  const Reach From = Others.of({Now.At, &Made}, In);
  if (MayBegin)
    forEachIn(Scope, [&](const Stmt &S) {
      MayBeDone |= Others.mayWait(S, &From) &&
                   !IsIn(*Now.At, S.getBeginLoc()) &&
                   (isa<ForStmt>(Scope) || IsBehind(S.getBeginLoc(), *Now.At));
    });
  return MayBeDone ? All : Now;
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

/// May the end of such an object wait for somebody: of a pool, a thread, a
/// scope? What becomes of a task that ends is another question.
bool Finishes::endMayWait(const CXXRecordDecl &Class, unsigned Depth) const {
  if (Class.hasTrivialDestructor())
    return false;
  // None: it is not written, and nothing has needed it so far.
  const CXXDestructorDecl *End = Class.getDestructor();
  if (const FunctionModel *M = End ? TuEffects.modelOf(*End) : nullptr)
    return M->Looping || M->Blocking;
  if (Types.ofClass(Class))
    return false;
  if (Depth == MaxSteps)
    return true;
  auto Of = [&](QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    return R && R->hasDefinition() && endMayWait(*R, Depth + 1);
  };
  // Pointers and containers end what they have.
  if (isOfTheStandardLibrary(Class)) {
    const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
    return S && llvm::any_of(S->getTemplateArgs().asArray(),
                             [&](const TemplateArgument &A) {
                               return A.getKind() == TemplateArgument::Type &&
                                      Of(A.getAsType());
                             });
  }
  if (End && End->isUserProvided()) {
    const Body *B = Bodies.lookup(End->getDefinition());
    if (!B || hasAny(B->Root,
                     [&](const Expr &E) { return Others.mayWait(E, nullptr); }))
      return true;
  }
  return llvm::any_of(Class.fields(),
                      [&](const FieldDecl *F) { return Of(F->getType()); }) ||
         llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &B) {
           return Of(B.getType());
         });
}

static bool isOfTheProject(const Decl &D) {
  return !isOfTheStandardLibrary(D) &&
         !D.getASTContext().getSourceManager().isInSystemHeader(
             D.getLocation());
}

const Finishes::LocalEnds &Finishes::endsOf(const Body &In) const {
  auto [It, New] = KnownEnds.try_emplace(&In);
  auto All = New ? Ends.find(&In) : Ends.end();
  if (All != Ends.end())
    for (const Call *C : All->second) {
      const CXXRecordDecl *Class = recordOf(C->Ends->getType());
      if (Class && Class->hasDefinition() &&
          endMayWait(*Class->getDefinition()))
        It->second.Waiting.push_back(C->Ends);
      const FunctionModel *M = TuEffects.modelOf(*C->Callee);
      const auto *End = dyn_cast<CXXDestructorDecl>(C->Callee);
      if ((M && (M->Looping || M->Blocking)) ||
          (End && isOfTheProject(*End) && End->isUserProvided()))
        It->second.Mattering.push_back(C->Ends);
    }
  return It->second;
}

/// May a local that ends before `Lent` wait for what was started?
bool Finishes::endsWaitIn(const Body &In, const VarDecl *Lent) const {
  return llvm::any_of(endsOf(In).Waiting, [&](const VarDecl *V) {
    return V != Lent &&
           (!Lent || isa<ParmVarDecl>(Lent) ||
            (!isa<ParmVarDecl>(V) &&
             Lent->getASTContext().getSourceManager().isBeforeInTranslationUnit(
                 Lent->getLocation(), V->getLocation())));
  });
}

Finish Finishes::ofSpawn(const Expr &Call, const Body &In, const VarDecl &Lent,
                         const FunctionDecl &Of) const {
  if (isEndless(Of) && isLeftAfter(Call, In, &Lent))
    return {Finish::RunsOn, &Call};
  if (endsWaitIn(In, &Lent) || mayWaitAfter(Call, Call, In))
    return {};
  return {Finish::RunsOn, &Call};
}

/// May the end of a local, but for `Lent`, wait for others, or tell them?
bool Finishes::endsMatterIn(const Body &In, const VarDecl *Lent) const {
  return llvm::any_of(endsOf(In).Mattering,
                      [&](const VarDecl *V) { return V != Lent; });
}

/// Is it a coroutine that never ends by itself, and that nobody is told of when
/// something ends it: no handler, no object of the project's own?
bool Finishes::isEndless(const FunctionDecl &F) const {
  const Body *B = Bodies.lookup(&F);
  const CFG *Graph = B && B->Coroutine ? TuFlow.of(*B) : nullptr;
  if (!Graph || endsMatterIn(*B, nullptr))
    return false;
  auto Leaves = [&](const CFGBlock &From) {
    return reaches(From, Graph->getExit(), Graph->getEntry());
  };
  return !Leaves(Graph->getEntry()) &&
         llvm::none_of(*Graph, [&](const CFGBlock *Block) {
           return isa_and_nonnull<CXXCatchStmt>(Block->getLabel()) &&
                  Leaves(*Block);
         });
}

/// Does the coroutine that starts at `At` what never ends come to its own end,
/// with nothing on the way that could take the other down with it?
bool Finishes::isLeftAfter(const Stmt &At, const Body &In,
                           const VarDecl *Lent) const {
  const Ways *Of = In.Coroutine ? TuFlow.waysOf(In) : nullptr;
  if (!Of || endsMatterIn(In, Lent))
    return false;
  const Call *Starts = callAt(&At);
  const FunctionModel *Model =
      Starts ? TuEffects.modelOf(*Starts->Callee) : nullptr;
  if (Model && isToldOfTheEnd(*Starts, *Model))
    return false;
  std::optional<bool> MayStop = Of->meets(At, [&](const Stmt &S) {
    const Call *C = callAt(&S);
    if (!C)
      return false;
    if (const FunctionModel *M = TuEffects.modelOf(*C->Callee))
      return M->Looping || M->Blocking;
    const auto *Made = dyn_cast<Expr>(&S);
    const bool GivesTask = Made && Types.of(Made->getType());
    if (isOfTheProject(*C->Callee)) {
      // Nobody comes behind an await of what never ends, either.
      const FunctionDecl *F = GivesTask ? definitionOf(*Made) : nullptr;
      return !F || !Bodies.contains(F) || isEndless(*F);
    }
    // `io.stop()`; what is done to what ends in any case is no matter.
    const auto *M = dyn_cast<CXXMethodDecl>(C->Callee);
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
        C->object() ? C->object()->IgnoreParenImpCasts() : nullptr);
    return M && !isOfTheStandardLibrary(*M) && !M->isConst() && !GivesTask &&
           !isa<CXXConstructorDecl>(M) && !(Ref && Ref->getDecl() == Lent);
  });
  return MayStop == false && Of->comesToTheEnd(At);
}

/// Does the function do something after `At` that could wait for the task?
bool Finishes::mayWaitAfter(const Stmt &At, const Expr &Made,
                            const Body &In) const {
  const Reach From = Others.of({&At, &Made}, In);
  const Ways *Of = TuFlow.waysOf(In);
  return !Of || Of->meets(At, [&](const Stmt &S) {
                    return Others.mayWait(S, &From);
                  }).value_or(true);
}

} // namespace corolint
