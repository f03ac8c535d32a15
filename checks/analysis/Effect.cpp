#include "checks/analysis/Effect.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/base/LlvmVersion.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

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

std::string inWords(llvm::StringRef Code) {
  std::string Words;
  while (Code.contains('{')) {
    auto [Before, Rest] = Code.split('{');
    auto [Name, After] = Rest.split('}');
    Words += Before;
    Words += Name.empty() ? "d" : Name.rsplit("::").second;
    Code = After;
  }
  return Words + Code.str();
}

Effects::Effects(ASTContext &Ast, const ModelSet &Models, const Facts &TuFacts,
                 Awaitables &Types, Flow &TuFlow)
    : Ast(Ast), Models(Models), TuFacts(TuFacts), Types(Types), TuFlow(TuFlow) {
  for (const Call &C : TuFacts.Calls) {
    if (const auto *F = dyn_cast<FunctionDecl>(C.Callee); F && F->isNoReturn())
      Ending.insert(C.In);
    if (const FunctionModel *M = modelOf(*C.Callee);
        M && M->TellsThread && C.In->Root && C.In->Fn)
      Asking[C.In] = std::nullopt;
  }
  for (const Await &A : TuFacts.Awaits)
    Awaiting.insert(A.In);
  findHops();
  findHandlers();
  findReady();
  findOffLoop();
}

bool Effects::belongsToTheTaskLibrary(const FunctionDecl &F) const {
  const NamespaceDecl *N = outermostNamespace(F);
  return N && Models.hasTasksIn(N->getName());
}

const FunctionModel *Effects::modelOf(const NamedDecl &Callee) const {
  const Decl *Key = Callee.getCanonicalDecl();
  auto [It, New] = Known.try_emplace(Key, nullptr);
  if (New) {
    const IdentifierInfo *Name = Callee.getIdentifier();
    if (Models.mentions(Name ? Name->getName().str() : shortName(Callee)))
      It->second = Models.function(qualifiedName(Callee));
  }
  return It->second;
}

/// It is the asynchronous twin.
bool Effects::makesAnAwaitable(const Call &C) const {
  const auto *E = dyn_cast<CallExpr>(C.At);
  const Awaitable *Result =
      E && E->isPRValue() ? Types.of(E->getType()) : nullptr;
  return Result && Result->CanAwait;
}

/// Is all that a call without a model may do in a body that is here?
static bool isSeen(const Call &C) {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F)
    return false;
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  if (M && M->isVirtual() && !C.Ends && !M->hasAttr<FinalAttr>())
    return false;
  return F->hasBody() || F->isDefaulted() || F->isImplicit() ||
         F->getBuiltinID() || isDeclaredNonBlocking(*F);
}

/// Does the call stand in a loop that awaits nothing?
static bool isInABusyLoop(const Call &C) {
  auto Find = [&](auto &Self, const Stmt *S, const Stmt *Loop) -> bool {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (S == C.At)
      return Loop && !hasAny(Loop, [](const Expr &E) {
               return isa<CoawaitExpr, CoyieldExpr>(E);
             });
    if (isa<ForStmt, WhileStmt, DoStmt>(S))
      Loop = S;
    return llvm::any_of(S->children(), [&](const Stmt *Child) {
      return Self(Self, Child, Loop);
    });
  };
  return Find(Find, C.In->Root, nullptr);
}

Effect Effects::of(const Call &C) const {
  const FunctionModel *M = modelOf(*C.Callee);
  if (C.Used.How == Use::Awaited)
    return NoEffect{};
  if (!M) {
    static const Blocks Declared = {
        Tier::Wait, Level::Error, "is declared as blocking", "", {}};
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (F && isDeclaredBlocking(*F))
      return MayBlock{&Declared};
    if (isSeen(C) || makesAnAwaitable(C))
      return NoEffect{};
    return Unknown{"there is no model of it, and its body is not here"};
  }
  if (makesAnAwaitable(C))
    return NoEffect{};

  if (M->Spins) {
    static const Blocks Spinning = {
        Tier::Wait,
        Level::Error,
        "gives up no more than a time slice, again and again in a loop",
        "",
        {}};
    if (isInABusyLoop(C))
      return MayBlock{&Spinning};
  }
  if (M->Looping && allows(M->Looping->Only, C)) {
    RunsALoop Runs{&*M->Looping, nullptr};
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
            C.object() ? valueOf(C.object()) : nullptr))
      if (const auto *Loop = dyn_cast<VarDecl>(Ref->getDecl()))
        Runs.IsPrivate = Loop->isLocalVarDecl() && Loop->hasLocalStorage() &&
                         Loop->getType()->isRecordType();
    std::vector<const Expr *> Arguments = C.arguments();
    if (M->Looping->WaitsFor && *M->Looping->WaitsFor < Arguments.size())
      Runs.Task = Arguments[*M->Looping->WaitsFor];
    // On threads of its own the task needs nobody's loop.
    static const Blocks Waiting = {Tier::Wait,
                                   Level::Error,
                                   "parks the thread until the task is done",
                                   "",
                                   {}};
    if (Runs.Task && runsElsewhere(*Runs.Task))
      return MayBlock{&Waiting};
    return Runs;
  }
  if (!M->Blocking || !allows(M->Blocking->Only, C))
    return NoEffect{};
  if (wasAwaited(C, M->Blocking->Kind))
    return Unknown{"what it waits for was awaited before"};
  if (M->Blocking->Kind == Tier::Wait && C.object() &&
      isReady(C.object(), *C.In))
    return Unknown{"what it waits for is there"};

  if (C.Ends) {
    if (mentions(C.In->Root, *C.Ends))
      return Unknown{"it may be moved, detached or joined before"};
    return MayBlock{&*M->Blocking};
  }
  const Expr *Object = C.object() ? valueOf(C.object()) : nullptr;
  const VarDecl *Kept = nullptr;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object)) {
    Kept = dyn_cast<VarDecl>(Ref->getDecl());
    if (Kept && Kept->hasInit())
      Object = valueOf(Kept->getInit());
  }
  if (Kept)
    for (const Call &Other : TuFacts.Calls)
      if (Other.In == C.In && &Other != &C && !Other.Ends && Other.object())
        if (const FunctionModel *Asks = modelOf(*Other.Callee);
            Asks && Asks->Polls && mentions(Other.object(), *Kept))
          return Unknown{"somebody asks here whether it would block"};
  if (const auto *Made = dyn_cast_or_null<CallExpr>(Object))
    if (const FunctionDecl *Spawn = Made->getDirectCallee())
      if (const FunctionModel *S = modelOf(*Spawn); S && S->Spawns) {
        Call Started{Made, Spawn, nullptr, C.In, {}};
        std::vector<const Expr *> Arguments = Started.arguments();
        // On a pool it needs nobody's loop: waiting for it only blocks.
        if (llvm::any_of(Arguments, [&](const Expr *A) { return isPool(*A); }))
          return MayBlock{&*M->Blocking};
        // Kept in a variable, the task is already on its way.
        if (!Kept && *S->Spawns < Arguments.size())
          return RunsALoop{nullptr, Arguments[*S->Spawns]};
        return RunsALoop{};
      }
  return MayBlock{&*M->Blocking};
}

/// Is the task put on a pool before it is waited for?
bool Effects::runsElsewhere(const Expr &Task) const {
  const auto *Made = dyn_cast<CallExpr>(valueOf(&Task));
  if (!Made)
    return false;
  const NamedDecl *Callee = calleeOf(*Made);
  const FunctionModel *M = Callee ? modelOf(*Callee) : nullptr;
  if (M && M->Moves == FunctionModel::Hops)
    return true;
  return llvm::any_of(Made->arguments(),
                      [&](const Expr *A) { return isPool(A->getType()); });
}

/// What an await gives back of its own argument's class is done: the await was
/// for that. `co_await as_future(close())`, `co_await when_all(a(), b())`.
static bool givesWhatIsDone(const Expr *E) {
  const auto *Await = dyn_cast_or_null<CoawaitExpr>(E ? valueOf(E) : nullptr);
  const Expr *Operand = Await ? valueOf(Await->getOperand()) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Operand);
  if (!Call)
    return false;
  auto IsAnArgument = [&](QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && llvm::any_of(Call->arguments(), [&](const Expr *A) {
             return sameTemplate(recordOf(A->getType()), R);
           });
  };
  if (IsAnArgument(Await->getType()))
    return true;
  // A tuple or container of them.
  const auto *Holder = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      recordOf(Await->getType()));
  auto Holds = [&](auto &Self, ArrayRef<TemplateArgument> Args) -> bool {
    return llvm::any_of(Args, [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Pack
                 ? Self(Self, A.getPackAsArray())
                 : A.getKind() == TemplateArgument::Type &&
                       recordOf(A.getAsType()) &&
                       !recordOf(A.getAsType())->isInStdNamespace() &&
                       IsAnArgument(A.getAsType());
    });
  };
  return Holder && Holds(Holds, Holder->getTemplateArgs().asArray());
}

void Effects::findReady() {
  for (const Call &C : TuFacts.Calls) {
    // `f = co_await as_future(std::move(f));`
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C.At);
        O && O->getOperator() == OO_Equal && O->getNumArgs() == 2) {
      if (const auto *Ref =
              dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts());
          Ref && givesWhatIsDone(O->getArg(1)))
        Ready.insert(Ref->getDecl());
      continue;
    }
    // `work.then([](future<int> done) { … })`: it is called when that is done.
    if (C.Ends || !C.object())
      continue;
    const CXXRecordDecl *Future = recordOf(C.object()->getType());
    for (const Expr *A : C.arguments())
      if (const auto *L = dyn_cast_or_null<LambdaExpr>(valueOf(A)))
        for (const ParmVarDecl *P : L->getCallOperator()->parameters())
          if (sameTemplate(recordOf(P->getType()), Future))
            Ready.insert(P);
  }
}

bool Effects::isReady(const ValueDecl &Future, const Body &In) const {
  if (Ready.contains(&Future))
    return true;
  if (const auto *Part = dyn_cast<BindingDecl>(&Future))
    return Part->getDecomposedDecl() && isReady(*Part->getDecomposedDecl(), In);
  const auto *V = dyn_cast<VarDecl>(&Future);
  if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) || !V->hasInit())
    return false;
  if (givesWhatIsDone(V->getInit()))
    return true;
  // `for (auto &one : all)`: an element of what the range is.
  const Expr *Init = valueOf(V->getInit());
  if (!V->isCXXForRangeDecl() && !isa<DeclRefExpr>(Init))
    return false;
  if (V->isCXXForRangeDecl()) {
    while (const auto *Step = dyn_cast<CallExpr>(Init)) {
      if (!Step->getNumArgs())
        break;
      Init = valueOf(Step->getArg(0));
    }
    if (const auto *U = dyn_cast<UnaryOperator>(Init))
      Init = valueOf(U->getSubExpr());
    // The range's iterator, which was made of the range.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Init))
      if (const auto *At = dyn_cast<VarDecl>(Ref->getDecl());
          At && At->hasInit()) {
        Init = valueOf(At->getInit());
        if (const auto *M = dyn_cast<CXXMemberCallExpr>(Init))
          Init = valueOf(M->getImplicitObjectArgument());
        if (const auto *Range = dyn_cast<DeclRefExpr>(Init))
          if (const auto *R = dyn_cast<VarDecl>(Range->getDecl());
              R && R->hasInit())
            return givesWhatIsDone(R->getInit()) || isReady(R->getInit(), In);
      }
    return false;
  }
  return isReady(Init, In);
}

/// Is the future one that has its result?
bool Effects::isReady(const Expr *Future, const Body &In) const {
  const Expr *E = Future ? valueOf(Future) : nullptr;
  if (!E)
    return false;
  if (givesWhatIsDone(E))
    return true;
  // `std::get<0>(all)`, `all[0]`
  if (const auto *C = dyn_cast<CallExpr>(E); C && C->getNumArgs())
    if (const FunctionDecl *F = C->getDirectCallee();
        F && F->isInStdNamespace() && !isa<CXXMemberCallExpr>(C))
      return isReady(C->getArg(0), In);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isReady(*Ref->getDecl(), In);
}

/// The variables that the code names, and those of lambdas in it.
static void addNamed(const Stmt *S, Effects::Variables &To) {
  if (!S)
    return;
  const ValueDecl *V = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    V = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(S))
    V = M->getMemberDecl();
  if (isa_and_nonnull<VarDecl, FieldDecl, BindingDecl>(V))
    To.insert(V);
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    addNamed(L->getBody(), To);
  for (const Stmt *Child : S->children())
    addNamed(Child, To);
}

static const LambdaExpr *lambdaIn(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return dyn_cast_or_null<LambdaExpr>(S);
  for (const Stmt *Child : childrenOf(*S))
    if (const LambdaExpr *L = lambdaIn(Child))
      return L;
  return nullptr;
}

/// Is there nothing left to wait for? The thread's last act set what was
/// awaited; the socket said that it is ready.
bool Effects::wasAwaited(const Call &C, Tier Kind) const {
  if (!C.In->Coroutine || C.Ends ||
      (Kind != Tier::Join && Kind != Tier::Wait && Kind != Tier::Socket))
    return false;
  const Expr *Object = C.object();
  const std::vector<const Expr *> Arguments = C.arguments();
  if (!Object && !Arguments.empty())
    Object = Arguments.front();
  if (!Object)
    return false;
  Variables Of, Told;
  addNamed(Object, Of);
  if (Kind == Tier::Socket) {
    Told = Of;
  } else {
    // What the work behind the object names.
    auto Read = [&](const Stmt *Init) {
      if (const LambdaExpr *Work = lambdaIn(Init))
        addNamed(Work->getBody(), Told);
    };
    for (const ValueDecl *V : Of)
      if (const auto *Local = dyn_cast<VarDecl>(V); Local && Local->hasInit())
        Read(Local->getInit());
    for (const Call &Other : TuFacts.Calls)
      if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Other.At);
          O && O->getOperator() == OO_Equal && O->getNumArgs() == 2) {
        Variables To;
        addNamed(O->getArg(0), To);
        if (llvm::any_of(To,
                         [&](const ValueDecl *V) { return Of.contains(V); }))
          Read(O->getArg(1));
      }
  }
  if (Told.empty())
    return false;
  const SourceManager &Sources = Ast.getSourceManager();
  return llvm::any_of(TuFacts.Awaits, [&](const Await &A) {
    if (A.In != C.In || !A.Block ||
        !Sources.isBeforeInTranslationUnit(A.Expr->getEndLoc(),
                                           C.At->getBeginLoc()) ||
        Sources.isBeforeInTranslationUnit(A.Block->getEndLoc(),
                                          C.At->getBeginLoc()))
      return false;
    Variables Awaited;
    addNamed(A.Expr->getOperand(), Awaited);
    if (llvm::none_of(Awaited,
                      [&](const ValueDecl *V) { return Told.contains(V); }))
      return false;
    if (Kind != Tier::Socket)
      return true;
    const auto *Call = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand()));
    const NamedDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return Callee && saysThatItIsReady(shortName(*Callee));
  });
}

bool Effects::allows(const Guard &G, const Call &At) const {
  auto Holds = [&](const Condition &C) { return holds(C, At); };
  return (G.When.empty() || llvm::any_of(G.When, Holds)) &&
         llvm::none_of(G.Unless, Holds);
}

bool Effects::holds(const Condition &C, const Call &At) const {
  if (C.Of == Condition::Result)
    return C.Test == Condition::Discarded &&
           (At.Used.How == Use::Discarded || At.Used.How == Use::Voided);
  if (C.Of == Condition::Body)
    return C.Test == Condition::Names && At.In->Root &&
           names(At.In->Root->getSourceRange(), C.Text);
  const Expr *Subject = nullptr;
  if (C.Of == Condition::Object) {
    Subject = At.object();
  } else {
    std::vector<const Expr *> Written = At.arguments();
    if (C.Argument < Written.size())
      Subject = Written[C.Argument];
  }
  if (!Subject)
    return false;
  switch (C.Test) {
  case Condition::Given:
    return true;
  case Condition::Discarded:
    return false;
  case Condition::Zero:
    return isZero(*Subject);
  case Condition::OfType:
    return typeName(valueOf(Subject)->getType()) == C.Text ||
           typeName(Subject->getType()) == C.Text;
  case Condition::RefersTo: {
    const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(Subject));
    return Ref && qualifiedName(*Ref->getDecl()) == C.Text;
  }
  case Condition::Names:
    return names(Subject->getSourceRange(), C.Text);
  }
  return false;
}

/// Does the text have this identifier? What it stands for may be a macro.
bool Effects::names(SourceRange Tokens, StringRef Word) const {
  const SourceManager &Sources = Ast.getSourceManager();
  CharSourceRange Range =
      CharSourceRange::getTokenRange(Sources.getExpansionLoc(Tokens.getBegin()),
                                     Sources.getExpansionLoc(Tokens.getEnd()));
  StringRef Text = Lexer::getSourceText(Range, Sources, Ast.getLangOpts());
  for (size_t At = Text.find(Word); At != StringRef::npos;
       At = Text.find(Word, At + 1)) {
    size_t End = At + Word.size();
    if ((At == 0 || !isAsciiIdentifierContinue(Text[At - 1])) &&
        (End == Text.size() || !isAsciiIdentifierContinue(Text[End])))
      return true;
  }
  return false;
}

static bool isZeroValue(const APValue &V) {
  switch (V.getKind()) {
  case APValue::Int:
    return V.getInt().isZero();
  case APValue::Float:
    return V.getFloat().isZero();
  case APValue::LValue:
    return V.isNullPointer();
  case APValue::Struct:
    for (unsigned I = 0; I != V.getStructNumFields(); ++I)
      if (!isZeroValue(V.getStructField(I)))
        return false;
    return V.getStructNumFields() > 0;
  default:
    return false;
  }
}

bool Effects::isZero(const Expr &E) const {
  const Expr *Value = valueOf(&E);
  if (Value->isValueDependent() || Value->isTypeDependent())
    return false;
  Expr::EvalResult Result;
  return Value->EvaluateAsRValue(Result, Ast) && !Result.HasSideEffects &&
         isZeroValue(Result.Val);
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
  auto Find = [&](auto &Self, const Stmt *S) -> bool {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (const auto *Part = dyn_cast<Expr>(S); Part && isPool(Part->getType()))
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

bool Effects::leavesTheLoop(const Await &A) const {
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
  const Expr *Operand = A.Expr->getOperand();
  if (Hops(Hops, Operand))
    return true;
  // A task that is awaited comes back to where it started; an operation that
  // is given a pool is there to move.
  const Awaitable *Type = Types.of(Operand->getType());
  return !(Type && Type->isTask()) && isPool(*Operand);
}

void Effects::findHops() {
  for (const Await &A : TuFacts.Awaits)
    if (leavesTheLoop(A))
      FirstHop.try_emplace(A.In, &A);
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
  auto It = FirstHop.find(&B);
  if (It == FirstHop.end())
    return false;
  return !At || It->second->InLoop ||
         !Ast.getSourceManager().isBeforeInTranslationUnit(
             At->getBeginLoc(), It->second->Expr->getBeginLoc());
}

/// Is its object, or an argument, a pool of threads?
bool Effects::isGivenAPool(const Call &C) const {
  if (C.Ends)
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
  const Awaitable *Result = Types.of(B.Fn->getReturnType());
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

void Effects::findHandlers() {
  for (const Call &C : TuFacts.Calls)
    if (const FunctionModel *M = C.Ends ? nullptr : modelOf(*C.Callee);
        M && !M->Handlers.empty()) {
      std::vector<const Expr *> Arguments = C.arguments();
      for (unsigned I : M->Handlers)
        if (const FunctionDecl *F =
                I < Arguments.size() ? callableOf(Arguments[I]).Runs : nullptr)
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

/// `closeAsync`, `async_close`, `co_close` → `close`; or "".
static std::string withoutAsync(StringRef Name) {
  for (StringRef Mark : {"async_", "co_", "coro_"})
    if (Name.starts_with(Mark))
      return Name.drop_front(Mark.size()).str();
  for (StringRef Mark : {"_async", "Async", "_coro", "Coro"})
    if (Name.ends_with(Mark))
      return Name.drop_back(Mark.size()).str();
  for (StringRef Mark : {"async", "co", "coro"})
    if (Name.size() > Mark.size() && Name.starts_with(Mark) &&
        isUppercase(Name[Mark.size()])) {
      std::string Rest = Name.drop_front(Mark.size()).str();
      Rest[0] = toLowercase(Rest[0]);
      return Rest;
    }
  return "";
}

const CXXMethodDecl *Effects::asyncTwin(const Call &C) const {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
  if (!M || C.Ends || M->isStatic() || !M->getIdentifier() ||
      M->getReturnType()->isDependentType() || modelOf(*M) ||
      // What gives something back waits for nobody.
      M->getName().starts_with("unlock") ||
      M->getName().starts_with("release") ||
      // What a project's own member does is in some body.
      !Ast.getSourceManager().isInSystemHeader(M->getLocation()) ||
      !std::holds_alternative<Unknown>(of(C)))
    return nullptr;
  // Inline bodies are not read by every host.
  const FunctionDecl *Pattern = M->getTemplateInstantiationPattern();
  for (const FunctionDecl *Any : (Pattern ? Pattern : M)->redecls())
    if (Any->doesThisDeclarationHaveABody() || Any->hasSkippedBody())
      return nullptr;
  QualType Gives = M->getReturnType().getNonReferenceType();
  for (const CXXMethodDecl *Twin : M->getParent()->methods()) {
    if (!Twin->getIdentifier() || Twin->isStatic() ||
        withoutAsync(Twin->getName()) != M->getName() ||
        Twin->getNumParams() != M->getNumParams())
      continue;
    const Awaitable *Later = Types.of(Twin->getReturnType());
    if (!Later || !Later->isTask())
      continue;
    QualType Given = Later->argument();
    bool IsSame = Given.isNull() || Given->isVoidType()
                      ? Gives->isVoidType()
                      : Ast.hasSameUnqualifiedType(Given, Gives);
    if (IsSame)
      return Twin;
  }
  return nullptr;
}

bool Effects::isAwaiterStep(const Body &B) const {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(B.Fn);
  if (!M || B.Initialises || B.Coroutine || !M->getIdentifier() ||
      (M->getName() != "await_ready" && M->getName() != "await_suspend"))
    return false;
  return !belongsToTheTaskLibrary(*M);
}

bool Effects::isLastWords(const Call &C) const {
  return Ending.contains(C.In) && !C.In->Initialises &&
         TuFlow.neverReturns(*C.In, *C.At);
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

llvm::StringRef Effects::onALoop(const Call &C, bool HandlersCount) const {
  bool IsCoroutine = mustNotBlock(*C.In, C.At) || isAwaiterStep(*C.In);
  if (!IsCoroutine && !(HandlersCount && isHandler(*C.In)))
    return "";
  return isLastWords(C) || isForOtherThreads(C) ? ""
         : IsCoroutine                          ? "coroutine"
                                                : "handler";
}

bool Effects::onlyRunsALoop(const Body &B) const {
  return B.Coroutine && !Awaiting.contains(&B);
}

llvm::StringRef Effects::instead(const Body &B, Tier T) const {
  const Awaitable *Result = Types.of(B.Fn->getReturnType());
  return Result && Result->Model
             ? Models.instead(Result->Model->Library,
                              qualifiedName(*Result->Class), T)
             : llvm::StringRef();
}

/// The variable of this class that a body can name: a parameter, or a member of
/// what it is a member of. "" if there is none.
static std::string variableOf(const Body &B, StringRef Class) {
  auto Spell = [&](const ValueDecl &V) -> std::string {
    QualType T = V.getType().getNonReferenceType();
    const CXXRecordDecl *R = recordOf(T);
    if (typeName(T) == Class && !V.getName().empty())
      return V.getNameAsString() + (T->isAnyPointerType() ? "->" : ".");
    // A smart pointer to it.
    const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
    if (S && S->getName().ends_with("_ptr") && S->getTemplateArgs().size() &&
        S->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
        typeName(S->getTemplateArgs()[0].getAsType()) == Class)
      return V.getNameAsString() + "->";
    return "";
  };
  if (!B.Fn)
    return "";
  for (const ParmVarDecl *P : B.Fn->parameters())
    if (std::string Name = Spell(*P); !Name.empty())
      return Name;
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Fn);
  if (Method && !Method->isStatic() && !Method->getParent()->isLambda())
    for (const FieldDecl *F : Method->getParent()->fields())
      if (std::string Name = Spell(*F); !Name.empty())
        return Name;
  return "";
}

std::optional<std::string> Effects::inReach(const Body &B,
                                            StringRef Code) const {
  std::string Out;
  while (true) {
    auto [Before, Rest] = Code.split('{');
    Out += Before;
    if (Before.size() == Code.size())
      return Out;
    auto [Class, After] = Rest.split('}');
    if (Class.empty()) {
      Out += "{}";
    } else {
      std::string Name = variableOf(B, Class);
      if (Name.empty() || !After.consume_front("."))
        return std::nullopt;
      Out += Name;
    }
    Code = After;
  }
}

const Expr *Effects::durationFor(const Call &C, llvm::StringRef Code) const {
  std::vector<const Expr *> Arguments = C.arguments();
  bool Fits = Code.contains("{}") && Arguments.size() == 1 && !C.Ends &&
              C.In->Coroutine && !C.In->Instantiated &&
              typeName(Arguments[0]->getType()) == "std::chrono::duration";
  return Fits ? Arguments[0] : nullptr;
}

} // namespace corolint
