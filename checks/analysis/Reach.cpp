#include "checks/analysis/Reach.h"
#include "checks/analysis/Callable.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include <deque>

using namespace clang;

namespace corolint {

static unsigned kindOf(const Effect &E) {
  if (const auto *B = std::get_if<MayBlock>(&E))
    return unsigned(B->How->Kind);
  return unsigned(Tier::Log) + 1;
}

Reaches::Reaches(const Facts &All, const Effects &Direct, Awaitables &Types)
    : All(All), Direct(Direct), Types(Types) {
  findOverrides();
  findCalledParameters();
  // From the leaves up, level by level: the first way found is the shortest.
  std::deque<std::pair<Function, unsigned>> Queue;
  llvm::DenseMap<Function, std::vector<std::pair<const Call *, Function>>>
      Callers;
  for (const Call &C : All.Calls) {
    const Body &In = *C.In;
    if (In.Coroutine ||
        (In.Fn ? In.Fn->isDependentContext()
               : In.Initialises->getDeclContext()->isDependentContext()))
      continue;
    Function Caller = In.Initialises;
    if (!Caller)
      Caller = In.Fn->getCanonicalDecl();
    for (Function Callee : targets(C))
      Callers[Callee].push_back({&C, Caller});
    Effect E = Direct.of(C);
    if (!std::holds_alternative<NoEffect>(E) &&
        Shortest.try_emplace({Caller, kindOf(E)}, Next{1, &C, nullptr}).second)
      Queue.push_back({Caller, kindOf(E)});
  }
  for (; !Queue.empty(); Queue.pop_front()) {
    auto [Callee, Kind] = Queue.front();
    auto It = Callers.find(Callee);
    if (It == Callers.end())
      continue;
    const unsigned Length = Shortest[{Callee, Kind}].Length + 1;
    for (auto [By, Caller] : It->second)
      if (Shortest.try_emplace({Caller, Kind}, Next{Length, By, Callee}).second)
        Queue.push_back({Caller, Kind});
  }
}

std::vector<Way> Reaches::of(const Call &C) const {
  std::vector<Way> Found;
  std::vector<Function> To = targets(C);
  for (unsigned Kind = 0; Kind != Kinds; ++Kind) {
    const Next *First = nullptr;
    for (Function F : To)
      if (auto It = Shortest.find({F, Kind});
          It != Shortest.end() && (!First || It->second.Length < First->Length))
        First = &It->second;
    if (!First)
      continue;
    Way W{NoEffect{}, {First->By}};
    for (Function To = First->To; To;) {
      const Next &N = Shortest.find({To, Kind})->second;
      W.Steps.push_back(N.By);
      To = N.To;
    }
    W.What = Direct.of(*W.Steps.back());
    Found.push_back(std::move(W));
  }
  return Found;
}

/// The body that runs when `F` is called, if calling it runs one here and now.
const FunctionDecl *Reaches::definition(const FunctionDecl *F) const {
  const FunctionDecl *Body = nullptr;
  if (!F || !F->hasBody(Body) || isa<CoroutineBodyStmt>(Body->getBody()) ||
      Body->isNoReturn())
    return nullptr;
  // What returns an awaitable is the asynchronous twin.
  if (const Awaitable *A = Types.of(Body->getReturnType()); A && A->CanAwait)
    return nullptr;
  return Body->getCanonicalDecl();
}

/// The only method that can answer a virtual call, or one of several that all
/// have to be looked at; null if that is not known.
const FunctionDecl *Reaches::answers(const CXXMemberCallExpr &C) const {
  const CXXMethodDecl *M = C.getMethodDecl();
  const Expr *Object = C.getImplicitObjectArgument();
  if (const CXXMethodDecl *Final =
          M->getDevirtualizedMethod(Object, /*IsAppleKext=*/false))
    return Final;
  auto It = Overrides.find(M->getCanonicalDecl());
  bool HasOwn = definition(M) != nullptr;
  size_t Others = It == Overrides.end() ? 0 : It->second.size();
  if (HasOwn && !Others)
    return M;
  return !HasOwn && Others == 1 ? It->second.front() : nullptr;
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

std::vector<Reaches::Function> Reaches::targets(const Call &C) const {
  std::vector<Function> To;
  auto Add = [&](const FunctionDecl *F) {
    if (const FunctionDecl *D = definition(F))
      To.push_back(D);
  };
  // What a model says of the callee is all there is to say.
  if (const FunctionModel *M = Direct.modelOf(*C.Callee)) {
    std::vector<const Expr *> Arguments = C.arguments();
    for (unsigned I : M->Calls)
      if (I < Arguments.size())
        Add(callableOf(Arguments[I]).Runs);
    return To;
  }
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  // A constant pointer to a function.
  if (const auto *V = dyn_cast<VarDecl>(C.Callee);
      V && V->getType().isConstQualified() && V->hasInit())
    F = callableOf(V->getInit()).Runs;
  if (!F || Direct.belongsToTheTaskLibrary(*F))
    return To;
  if (const auto *M = dyn_cast<CXXMethodDecl>(F);
      M && M->isVirtual() && !C.Ends)
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(C.At);
        Member && !cast<MemberExpr>(Member->getCallee()->IgnoreParens())
                       ->hasQualifier()) {
      Add(answers(*Member));
      return To;
    }
  Add(F);
  if (C.Ends)
    return To;
  addInitialisers(*C.At, *F, To);
  const FunctionDecl *Body = nullptr;
  if (!F->hasBody(Body))
    return To;
  // The callables that it calls for us.
  std::vector<const Expr *> Arguments = C.arguments();
  for (unsigned I = 0; I < Arguments.size() && I < Body->getNumParams(); ++I)
    if (Called.contains(Body->getParamDecl(I)))
      Add(callableOf(Arguments[I]).Runs);
  return To;
}

void Reaches::findOverrides() {
  for (const Body &B : All.Bodies)
    if (const auto *M = dyn_cast_or_null<CXXMethodDecl>(B.Fn))
      for (const CXXMethodDecl *Base : M->overridden_methods())
        Overrides[Base->getCanonicalDecl()].push_back(M);
}

/// `void retry(const std::function<void()> &run) { run(); }`
void Reaches::findCalledParameters() {
  for (const Call &C : All.Calls) {
    const auto *O = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    if (!O)
      continue;
    const Expr *Object = O->getCallee();
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(O))
      Object = Op->getOperator() == OO_Call ? Op->getArg(0) : nullptr;
    const auto *Ref =
        Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
    if (const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr)
      Called.insert(P);
  }
}

} // namespace corolint
