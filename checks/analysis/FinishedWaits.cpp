#include "checks/analysis/Callable.h"
#include "checks/analysis/Effect.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/analysis/ObjectPath.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include <map>

using namespace clang;

// The part of Effects that asks whether there is anything left to wait for.

namespace corolint {

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
    if (const FunctionModel *M = modelOf(*C.Callee);
        M && (M->Polls || M->Completes))
      Telling[C.In].push_back(&C);
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

/// Does somebody ask in the same body whether that wait would block?
bool Effects::isAskedBefore(const Expr &Future, const Call &Wait) const {
  auto Asked = Telling.find(Wait.In);
  if (Asked == Telling.end())
    return false;
  auto Path = pathOf(Future);
  const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(&Future));
  return Path && llvm::any_of(Asked->second, [&](const Call *C) {
           return C->At != Wait.At && modelOf(*C->Callee)->Polls &&
                  (pathOf(*C->object()) == Path ||
                   (Ref && mentions(C->object(), *Ref->getDecl())));
         });
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
  for (const Stmt *Child : childrenOf(*S))
    addNamed(Child, To);
}

/// What is awaited, and given something, by its names: a body may have many.
struct Effects::AwaitIndex {
  /// By the object's path: what stands for it, and the await or assignment.
  using ByPath = std::map<std::pair<const Body *, std::string>,
                          std::vector<std::pair<const Expr *, const Expr *>>>;
  ByPath Awaited, Assigned;
  llvm::DenseMap<std::pair<const Body *, const ValueDecl *>,
                 std::vector<const Await *>>
      Naming;
  llvm::DenseMap<const ValueDecl *, std::vector<const Expr *>> Given;
};

const Effects::AwaitIndex &Effects::awaitIndex() const {
  if (Index)
    return *Index;
  Index = std::make_shared<AwaitIndex>();
  auto Add = [](AwaitIndex::ByPath &To, const Body *In, const Expr *Object,
                const Expr *At) {
    if (auto Path = pathOf(*valueOf(Object)))
      To[{In, Path->Name}].push_back({Object, At});
  };
  for (const Await &A : TuFacts.Awaits) {
    Add(Index->Awaited, A.In, A.Expr->getOperand(), A.Expr);
    Variables Named;
    addNamed(A.Expr->getOperand(), Named);
    for (const ValueDecl *V : Named)
      Index->Naming[{A.In, V}].push_back(&A);
  }
  for (const Call &C : TuFacts.Calls)
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C.At);
        O && O->isAssignmentOp()) {
      Add(Index->Assigned, C.In, O->getArg(0), O);
      Variables To;
      if (O->getOperator() == OO_Equal && O->getNumArgs() == 2)
        addNamed(O->getArg(0), To);
      for (const ValueDecl *V : To)
        Index->Given[V].push_back(O->getArg(1));
    }
  return *Index;
}

/// Is what the wait is for made by whoever asks, or set before in this body?
/// `std::async(std::launch::deferred, …)`, `set_value(1)`.
bool Effects::isMadeReady(const Expr &Future, const Call &Wait) const {
  const Expr *E = valueOf(&Future);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->isLocalVarDecl() && V->hasInit()) {
      // `result = promise.get_future();`
      auto Given = awaitIndex().Given.find(V);
      bool IsGiven = Given != awaitIndex().Given.end();
      if (IsGiven && Given->second.size() > 1)
        return false;
      E = valueOf(IsGiven ? Given->second.front() : V->getInit());
    }
  // `awaitable result{promise.get_awaitable()};`
  while (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getNumArgs() != 1)
      break;
    E = valueOf(C->getArg(0));
  }
  const auto *Made = dyn_cast<CallExpr>(E);
  const NamedDecl *Maker = Made ? calleeOf(*Made) : nullptr;
  if (!Maker)
    return false;
  if (const FunctionModel *M = modelOf(*Maker); M && M->GivesReady)
    return allows(*M->GivesReady, {Made, Maker, nullptr, Wait.In, {}});
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Made);
  auto Promise =
      Member ? pathOf(*Member->getImplicitObjectArgument()) : std::nullopt;
  auto Told = Telling.find(Wait.In);
  return Promise && Told != Telling.end() &&
         llvm::any_of(Told->second, [&](const Call *C) {
           return modelOf(*C->Callee)->Completes &&
                  pathOf(*C->object()) == Promise &&
                  Ast.getSourceManager().isBeforeInTranslationUnit(
                      C->At->getBeginLoc(), Wait.At->getEndLoc());
         });
}

/// `co_await o;` before `o.get()`, and nothing else is put into `o`.
bool Effects::isAwaitedItself(const Expr &Object, const Call &Wait) const {
  auto Path = pathOf(Object);
  if (!Path || Path->Name.ends_with("()"))
    return false;
  const AwaitIndex &Index = awaitIndex();
  auto AtPath = [&](const AwaitIndex::ByPath &Of,
                    llvm::function_ref<bool(const Expr &)> Is) {
    auto In = Of.find({Wait.In, Path->Name});
    return In != Of.end() && llvm::any_of(In->second, [&](const auto &One) {
             return pathOf(*valueOf(One.first)) == Path && Is(*One.second);
           });
  };
  return AtPath(Index.Awaited,
                [&](const Expr &At) {
                  return Ast.getSourceManager().isBeforeInTranslationUnit(
                      At.getEndLoc(), Wait.At->getBeginLoc());
                }) &&
         !AtPath(Index.Assigned, [](const Expr &) { return true; });
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
  if (Kind == Tier::Wait && isAwaitedItself(*Object, C))
    return true;
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
    for (const ValueDecl *V : Of)
      if (auto Given = awaitIndex().Given.find(V);
          Given != awaitIndex().Given.end())
        for (const Expr *E : Given->second)
          Read(E);
  }
  if (Told.empty())
    return false;
  const SourceManager &Sources = Ast.getSourceManager();
  auto Ends = [&](const Await &A) {
    if (A.In != C.In || !A.Block ||
        !Sources.isBeforeInTranslationUnit(A.Expr->getEndLoc(),
                                           C.At->getBeginLoc()) ||
        Sources.isBeforeInTranslationUnit(A.Block->getEndLoc(),
                                          C.At->getBeginLoc()))
      return false;
    if (Kind != Tier::Socket)
      return true;
    const auto *Call = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand()));
    const NamedDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return Callee && saysThatItIsReady(shortName(*Callee));
  };
  return llvm::any_of(Told, [&](const ValueDecl *V) {
    auto Naming = awaitIndex().Naming.find({C.In, V});
    return Naming != awaitIndex().Naming.end() &&
           llvm::any_of(Naming->second,
                        [&](const Await *A) { return Ends(*A); });
  });
}

} // namespace corolint
