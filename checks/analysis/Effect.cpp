#include "checks/analysis/Effect.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/base/LlvmVersion.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace corolint {

namespace {
/// The first place of a model's code that is filled in, with what is around it.
/// A block of C++ (`[&] { return work(); }`) is none.
struct Hole {
  llvm::StringRef Before, Name, After;

  static std::optional<Hole> firstIn(llvm::StringRef Code) {
    static const llvm::Regex Braces("\\{([A-Za-z_][A-Za-z0-9_:]*)?\\}");
    llvm::SmallVector<llvm::StringRef, 2> Match;
    if (!Braces.match(Code, &Match))
      return std::nullopt;
    size_t At = Match[0].data() - Code.data();
    return Hole{Code.take_front(At), Match[1],
                Code.drop_front(At + Match[0].size())};
  }
};
} // namespace

std::string inWords(llvm::StringRef Code) {
  std::string Words;
  while (std::optional<Hole> Next = Hole::firstIn(Code)) {
    Words += Next->Before;
    Words += Next->Name.empty() ? "d" : Next->Name.rsplit("::").second;
    Code = Next->After;
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
    return llvm::any_of(childrenOf(*S), [&](const Stmt *Child) {
      return Self(Self, Child, Loop);
    });
  };
  return Find(Find, C.In->Root, nullptr);
}

/// `std::ifstream("/proc/self/status")`: what the system makes up when it is
/// asked, and devices, are on no disk. The name may be what the object was made
/// of: `QFile file("/proc/meminfo"); file.open(…)`.
static bool isOnNoDisk(const Call &C) {
  auto Begins = [](const clang::StringLiteral &Text, StringRef With) {
    if (Text.getLength() < With.size())
      return false;
    for (unsigned I = 0; I != With.size(); ++I)
      if (Text.getCodeUnit(I) != uint32_t(With[I]))
        return false;
    return true;
  };
  auto Names = [&](const Expr *A) {
    return A && hasAny(A, [&](const Expr &E) {
             const auto *Text = dyn_cast<clang::StringLiteral>(&E);
             return Text && (Begins(*Text, "/proc/") ||
                             Begins(*Text, "/sys/") || Begins(*Text, "/dev/"));
           });
  };
  if (llvm::any_of(C.arguments(), Names))
    return true;
  const auto *Ref =
      dyn_cast_or_null<DeclRefExpr>(C.object() ? valueOf(C.object()) : nullptr);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Made = V && V->hasInit()
                         ? dyn_cast<CXXConstructExpr>(valueOf(V->getInit()))
                         : nullptr;
  return Made && llvm::any_of(Made->arguments(), Names);
}

Effect Effects::of(const Call &C) const {
  const FunctionModel *M = modelOf(*C.Callee);
  if (C.Used.How == Use::Awaited)
    return NoEffect{};
  if (!M) {
    static const Blocks Declared = {
        Tier::Wait, Level::Error, "is declared as blocking", "", {}, {}};
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
        {},
        {}};
    if (isInABusyLoop(C))
      return MayBlock{&Spinning};
  }
  if (M->Looping && allows(M->Looping->Only, C)) {
    if (M->Looping->WaitsFor && C.object() &&
        (isReady(C.object(), *C.In) || isMadeReady(*C.object(), C)))
      return Unknown{"what it waits for is there"};
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
    static const Blocks Waiting = {
        Tier::Wait, Level::Error, "parks the thread until the task is done",
        "",         {},           {}};
    if (Runs.Task && runsElsewhere(*Runs.Task))
      return MayBlock{&Waiting};
    return Runs;
  }
  if (!M->Blocking || !allows(M->Blocking->Only, C))
    return NoEffect{};
  Tier Kind = M->Blocking->Kind;
  if ((Kind == Tier::Disk || Kind == Tier::Stat) && isOnNoDisk(C))
    return Unknown{"there is no disk behind it"};
  if (wasAwaited(C, Kind))
    return Unknown{"what it waits for was awaited before"};
  if (Kind == Tier::Wait && C.object() &&
      (isReady(C.object(), *C.In) || isMadeReady(*C.object(), C)))
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
  if (C.object() && isAskedBefore(*C.object(), C))
    return Unknown{"somebody asks here whether it would block"};
  static const Blocks Joining = {
      Tier::Cpu,
      Level::Error,
      "computes with more than one core until it is done",
      "",
      {},
      {}};
  // `half = std::async(sort, begin, middle)` in `sort`: split over cores.
  if (Kept && Object && C.In->Fn && Kind == Tier::Wait &&
      llvm::any_of(C.In->Fn->redecls(),
                   [&](const FunctionDecl *F) { return mentions(Object, *F); }))
    return MayBlock{&Joining};
  if (const auto *Made = dyn_cast_or_null<CallExpr>(Object))
    if (const FunctionDecl *Spawn = Made->getDirectCallee())
      if (const FunctionModel *S = modelOf(*Spawn); S && S->Spawns) {
        Call Started{Made, Spawn, nullptr, C.In, {}};
        std::vector<const Expr *> Arguments = Started.arguments();
        // On a pool it needs nobody's loop: waiting for it only blocks.
        if (llvm::any_of(Arguments, [&](const Expr *A) { return isPool(*A); }))
          return MayBlock{&*M->Blocking};
        RunsALoop Runs;
        // Kept in a variable, the task is already on its way.
        if (*S->Spawns < Arguments.size())
          (Kept ? Runs.Spawned : Runs.Task) = Arguments[*S->Spawns];
        return Runs;
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
  case Condition::PointsToZero:
    return pointsToZero(*Subject, At);
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
  if (Value->isInstantiationDependent() || Value->containsErrors())
    return false;
  Expr::EvalResult Result;
  return Value->EvaluateAsRValue(Result, Ast) && !Result.HasSideEffects &&
         isZeroValue(Result.Val);
}

/// `timeval none{0, 0}`, or one whose members are all set to zero: is that all
/// that the body does with it before it is pointed to?
bool Effects::pointsToZero(const Expr &E, const Call &At) const {
  const auto *Address = dyn_cast<UnaryOperator>(valueOf(&E));
  const auto *Ref = Address && Address->getOpcode() == UO_AddrOf
                        ? dyn_cast<DeclRefExpr>(valueOf(Address->getSubExpr()))
                        : nullptr;
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const CXXRecordDecl *R = V ? recordOf(V->getType()) : nullptr;
  if (!R || !V->isLocalVarDecl() || !At.In->Root)
    return false;
  // What is returned stands in the tree twice.
  llvm::SmallPtrSet<const Stmt *, 8> Named, Cleared;
  forEachIn(At.In->Root, [&](const Stmt &S) {
    if (const auto *Other = dyn_cast<DeclRefExpr>(&S))
      if (Other->getDecl() == V)
        Named.insert(Other);
    const auto *Sets = dyn_cast<BinaryOperator>(&S);
    const auto *Member = Sets && Sets->getOpcode() == BO_Assign
                             ? dyn_cast<MemberExpr>(valueOf(Sets->getLHS()))
                             : nullptr;
    const auto *Of =
        Member ? dyn_cast<DeclRefExpr>(valueOf(Member->getBase())) : nullptr;
    if (Of && Of->getDecl() == V && isZero(*Sets->getRHS()))
      Cleared.insert(Of);
  });
  bool BeginsAsZero = V->hasInit() && isZero(*V->getInit());
  return Named.size() == Cleared.size() + 1 &&
         (BeginsAsZero ||
          Cleared.size() ==
              size_t(std::distance(R->field_begin(), R->field_end())));
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

llvm::StringRef Effects::onALoop(const Call &C, bool HandlersCount) const {
  bool IsCoroutine = mustNotBlock(*C.In, C.At) || isAwaiterStep(*C.In);
  if (!IsCoroutine && !(HandlersCount && isHandler(*C.In)))
    return "";
  return isLastWords(C) || isForOtherThreads(C) || C.IsUndecided ? ""
         : IsCoroutine                                           ? "coroutine"
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
  while (std::optional<Hole> Next = Hole::firstIn(Code)) {
    Out += Next->Before;
    Code = Next->After;
    if (Next->Name.empty()) {
      Out += "{}";
    } else {
      std::string Name = variableOf(B, Next->Name);
      if (Name.empty() || !Code.consume_front("."))
        return std::nullopt;
      Out += Name;
    }
  }
  return Out + Code.str();
}

std::optional<SleepTime> Effects::sleepTime(const Call &C, llvm::StringRef Code,
                                            const Blocks &How) const {
  std::vector<const Expr *> Arguments = C.arguments();
  if (!Code.contains("{}") || Arguments.size() != 1 || C.Ends ||
      !C.In->Coroutine || C.In->Instantiated)
    return std::nullopt;
  const Expr *Given = Arguments[0];
  if (typeName(Given->getType()) == "std::chrono::duration")
    return SleepTime{Given, "{}"};
  // What such a function returns is whether it was interrupted.
  bool IsUsed = C.Used.How != Use::Discarded && C.Used.How != Use::Voided;
  if (How.Duration.empty() || IsUsed ||
      Given->IgnoreImpCasts()->getType()->isFloatingType())
    return std::nullopt;
  return SleepTime{Given, How.Duration};
}

} // namespace corolint
