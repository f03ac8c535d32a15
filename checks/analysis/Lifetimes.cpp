#include "checks/analysis/Lifetimes.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

Lifetimes::Lifetimes(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
                     const Effects &TuEffects)
    : TuFacts(TuFacts), Types(Types), TuFlow(TuFlow), TuEffects(TuEffects),
      TuFinishes(TuFacts, Types, TuFlow, TuEffects),
      TuUses(TuFacts, Types, TuFlow),
      TuKeepers(TuFacts, TuEffects, TuFinishes, TuUses) {}

/// Its call operators that are coroutines, if there is one at all: of a generic
/// lambda, those that somebody called, or else the pattern.
static SmallVector<const CXXMethodDecl *, 2>
operatorsOf(const CXXRecordDecl &R) {
  SmallVector<const CXXMethodDecl *, 2> All;
  const CXXMethodDecl *Only = callOperator(R);
  if (!Only)
    return All;
  if (const FunctionTemplateDecl *T = Only->getDescribedFunctionTemplate()) {
    for (const FunctionDecl *F : T->specializations())
      All.push_back(cast<CXXMethodDecl>(F));
    if (!All.empty())
      return All;
  }
  All.push_back(Only);
  return All;
}

static bool hasState(const CXXRecordDecl &R) {
  return R.isLambda() ? R.capture_size() != 0 : !R.field_empty();
}

LaterUse Lifetimes::laterUseOf(const CXXRecordDecl &Closure) {
  for (const CXXMethodDecl *M : operatorsOf(Closure))
    if (LaterUse Use = TuUses.ofObject(*M);
        std::holds_alternative<UsedLater>(Use))
      return Use;
  return NotUsedLater{};
}

/// Is it a parameter that the template takes of any type? Its callers are to
/// blame.
static bool isAnything(const VarDecl &V, const Body &In) {
  const auto *P = dyn_cast<ParmVarDecl>(&V);
  const FunctionDecl *Pattern =
      P && In.Fn ? In.Fn->getTemplateInstantiationPattern() : nullptr;
  unsigned I = P ? P->getFunctionScopeIndex() : 0;
  return Pattern && I < Pattern->getNumParams() &&
         Pattern->getParamDecl(I)->getType()->isDependentType();
}

std::optional<DanglingClosure> Lifetimes::called(const Call &C) {
  const auto *Made = dyn_cast<CallExpr>(C.At);
  const auto *M =
      dyn_cast_or_null<CXXMethodDecl>(Made ? Made->getDirectCallee() : nullptr);
  if (!M || M->getOverloadedOperator() != OO_Call || !C.object() ||
      !hasState(*M->getParent()))
    return std::nullopt;
  Lender L = TuLenders.of(*C.object(), *C.In);
  if (L.Is == Lender::NotKnown ||
      (L.Var && (C.In->Fn->isMain() || isAnything(*L.Var, *C.In))))
    return std::nullopt;
  DanglingClosure D;
  D.Task = L.Var ? TuFinishes.ofLender(*Made, C.Used, *C.In, *L.Var)
                 : TuFinishes.ofExpression(*Made, C.Used);
  if (!D.Task.outlives())
    return std::nullopt;
  LaterUse Use = TuUses.ofObject(*M, 0, D.Task.MayLose);
  const auto *Later = std::get_if<UsedLater>(&Use);
  if (!Later)
    return std::nullopt;
  D.Ends = L.Var ? DanglingClosure::Scope : DanglingClosure::Expression;
  D.Closure = C.object();
  D.Lambda = dyn_cast<LambdaExpr>(valueOf(C.object()));
  D.Local = L.Var;
  D.Call = Made;
  D.Use = *Later;
  D.In = C.In;
  return D;
}

/// May another unit say what it does?
static bool isDefinedElsewhere(const FunctionDecl &F) {
  return !F.isDefined() && !F.isVirtualAsWritten() && !F.isTemplated() &&
         !F.isTemplateInstantiation() && !F.isInlined() &&
         F.isExternallyVisible() &&
         !F.getASTContext().getSourceManager().isInSystemHeader(
             F.getLocation());
}

/// Is it for classes that are not known to say what it does?
static bool isAnInterface(const FunctionDecl &F) {
  return F.isPureVirtual() && !F.isDefined() &&
         !F.getASTContext().getSourceManager().isInSystemHeader(
             F.getLocation());
}

/// Also what a function object of any callable is made of for the call.
static const Expr *callableIn(const Expr &Given) {
  const Expr *Value = valueOf(&Given);
  const auto *Made = dyn_cast<CXXConstructExpr>(Value);
  return Made && Made->getNumArgs() == 1 &&
                 (Made->getConstructor()->getParent()->isInStdNamespace() ||
                  Made->getConstructor()->getPrimaryTemplate())
             ? valueOf(Made->getArg(0))
             : Value;
}

/// Is this class the task's, or made for it: a container of them, an iterator
/// of one?
static bool isFor(QualType Type, const Awaitable &Task, unsigned Depth = 0) {
  static constexpr unsigned MaxDepth = 3;
  const CXXRecordDecl *R =
      recordOf(Type->isPointerType() ? Type->getPointeeType() : Type);
  if (!R || Depth == MaxDepth)
    return false;
  if (R->getCanonicalDecl() == Task.Class->getCanonicalDecl())
    return true;
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
  return S && llvm::any_of(S->getTemplateArgs().asArray(),
                           [&](const TemplateArgument &A) {
                             return A.getKind() == TemplateArgument::Type &&
                                    isFor(A.getAsType(), Task, Depth + 1);
                           });
}

/// Is it given where to put such tasks?
static bool puts(const Call &C, const Awaitable &Task) {
  return llvm::any_of(C.arguments(),
                      [&](const Expr *A) { return isFor(A->getType(), Task); });
}

/// Is an object there behind the full-expression that makes it?
static bool isKept(const Usage &Made) {
  return Made.How == Use::Local || Made.How == Use::Stored ||
         Made.How == Use::Member || Made.How == Use::Returned;
}

std::optional<DanglingClosure> Lifetimes::given(const Call &C,
                                                unsigned Argument) {
  const Expr *Value = callableIn(*C.arguments()[Argument]);
  const CXXRecordDecl *R = Value->getType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || !hasState(*R) ||
      (!R->isLambda() && R->isInStdNamespace()))
    return std::nullopt;
  LaterUse Use;
  auto IsUsed = [&] {
    Use = laterUseOf(*R);
    return std::holds_alternative<UsedLater>(Use);
  };
  if (operatorsOf(*R).empty())
    return std::nullopt;
  Kept K = TuKeepers.of(C, Argument);
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  bool IsOpen = !K.For && F && isDefinedElsewhere(*F);
  if ((!K.For && !IsOpen) || K.For == Keeps::UntilDone ||
      K.For == Keeps::ByOwner)
    return std::nullopt;
  DanglingClosure D;
  const auto *Result = dyn_cast<Expr>(C.At);
  const auto *Local = dyn_cast<DeclRefExpr>(Value);
  if (K.For == Keeps::ForTheExpression) {
    if (!Result)
      return std::nullopt;
    if (Local) {
      // It lives on, and so does what was borrowed.
      Lender L = TuLenders.of(*Local, *C.In);
      if (L.Is != Lender::Local || C.In->Fn->isMain() ||
          isAnything(*L.Var, *C.In))
        return std::nullopt;
      D.Local = L.Var;
      D.Task = TuFinishes.ofLender(*Result, C.Used, *C.In, *L.Var);
    } else if (Value->isGLValue()) {
      return std::nullopt; // Somebody else has it: `std::forward<F>(f)`.
    } else if (isa<CXXConstructExpr>(Result) && isKept(C.Used)) {
      D.Task = {Finish::Kept, Result};
    } else {
      D.Task = TuFinishes.ofExpression(*Result, C.Used);
    }
    if (!D.Task.outlives())
      return std::nullopt;
    D.Ends = DanglingClosure::Borrowed;
  } else {
    // A lazy task that nobody gets never begins.
    const CXXMethodDecl *M = operatorsOf(*R).front();
    const Awaitable *Task = Types.of(M->getReturnType());
    bool IsGivenOn =
        Result && (Types.of(Result->getType()) || (Task && puts(C, *Task)));
    if (Task && Task->isLazy() && !IsGivenOn && !K.At && !IsOpen)
      return std::nullopt;
    D.Ends = DanglingClosure::LetGo;
  }
  if (!IsUsed())
    return std::nullopt;
  D.Closure = Value;
  D.Lambda = dyn_cast<LambdaExpr>(Value);
  D.By = IsOpen ? F : K.By;
  D.CalledAt = K.At;
  D.Elsewhere = IsOpen ? F : nullptr;
  D.Parameter = Argument;
  D.Use = std::get<UsedLater>(Use);
  D.In = C.In;
  return D;
}

std::vector<DanglingClosure> Lifetimes::closures() {
  std::vector<DanglingClosure> All;
  for (const Call &C : TuFacts.Calls) {
    if (C.Ends || !C.In->Root)
      continue;
    if (std::optional<DanglingClosure> D = called(C))
      All.push_back(*D);
    unsigned Count = C.arguments().size();
    for (unsigned I = 0; I != Count; ++I)
      if (std::optional<DanglingClosure> D = given(C, I))
        All.push_back(*D);
  }
  return All;
}

/// A view of an object, or a reference to it: whoever has it needs the object.
static bool refersToAnObject(QualType T) {
  return T->isReferenceType() || isView(T);
}

std::optional<Unsure> Lifetimes::unsure(const Call &C, unsigned Argument) {
  const Expr *Given = C.arguments()[Argument];
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || isa<CXXConstructorDecl>(F) ||
      (isa<CallExpr>(C.At) &&
       (cast<CallExpr>(C.At)->getBuiltinCallee() == Builtin::BIforward ||
        cast<CallExpr>(C.At)->isCallToStdMove())))
    return std::nullopt;
  if (const auto *L = dyn_cast<LambdaExpr>(callableIn(*Given))) {
    Kept K = TuKeepers.of(C, Argument);
    if (K.For && *K.For != Keeps::ByOwner)
      return std::nullopt;
    LaterUse Use = laterUseOf(*L->getLambdaClass());
    const auto *Later = std::get_if<UsedLater>(&Use);
    if (!Later || !hasState(*L->getLambdaClass()))
      return std::nullopt;
    return Unsure{Unsure::Closure, L->getSourceRange(), F,
                  Later->What,     Later->At,           C.In};
  }
  const auto *Made = dyn_cast<CallExpr>(C.At);
  if (!Made || Argument >= F->getNumParams() || !Types.of(Made->getType()))
    return std::nullopt;
  QualType Type = F->getParamDecl(Argument)->getType();
  if (!refersToAnObject(Type) ||
      TuLenders.of(*Given, *C.In).Is != Lender::NotKnown ||
      TuFinishes.ofExpression(*Made, C.Used).How != Finish::RunsOn)
    return std::nullopt;
  LaterUse Use = TuUses.ofParameter(*F, Argument);
  const auto *Later = std::get_if<UsedLater>(&Use);
  if (!Later)
    return std::nullopt;
  return Unsure{
      Unsure::Argument, Given->getSourceRange(), F, nullptr, Later->At, C.In};
}

std::vector<Unsure> Lifetimes::unsure() {
  std::vector<Unsure> All;
  for (const Body &B : TuFacts.Bodies) {
    const Awaitable *Type =
        B.Coroutine && B.Fn ? Types.of(B.Fn->getReturnType()) : nullptr;
    const CXXRecordDecl *Promise = B.promise();
    if (!Promise || (Type && (Type->isTask() || Type->CanAwait)) ||
        hasMember(*Promise, "yield_value"))
      continue;
    for (const ParmVarDecl *P : B.Fn->parameters()) {
      if (!refersToAnObject(P->getType()))
        continue;
      LaterUse Use = TuUses.ofParameter(*B.Fn, P->getFunctionScopeIndex());
      if (const auto *Later = std::get_if<UsedLater>(&Use))
        All.push_back(
            {Unsure::Parameter, P->getSourceRange(), B.Fn, P, Later->At, &B});
    }
  }
  for (const Call &C : TuFacts.Calls) {
    if (C.Ends || !C.In->Root)
      continue;
    unsigned Count = C.arguments().size();
    for (unsigned I = 0; I != Count; ++I)
      if (std::optional<Unsure> U = unsure(C, I))
        All.push_back(*U);
  }
  return All;
}

/// Is it a callable that makes tasks itself? How long it is kept is another
/// question.
static bool makesTasks(const Expr &Given) {
  const CXXRecordDecl *R = Given.getType()->getAsCXXRecordDecl();
  return R && R->hasDefinition() &&
         llvm::any_of(operatorsOf(*R), [](const CXXMethodDecl *M) {
           return isa_and_nonnull<CoroutineBodyStmt>(M->getBody());
         });
}

/// What a parameter of this type refers to, given this.
Lender Lifetimes::lentTo(QualType Type, const Expr &Given, const Body &In) {
  return makesTasks(Given) ? Lender() : TuLenders.to(Type, Given, In);
}

std::optional<LentTooLong> Lifetimes::lent(const Call &C, const Lender &From,
                                           const ParmVarDecl *P, unsigned Index,
                                           const FieldDecl *Field) {
  const auto *Made = cast<CallExpr>(C.At);
  if (From.Is == Lender::NotKnown ||
      (From.Var && (C.In->Fn->isMain() || isAnything(*From.Var, *C.In))))
    return std::nullopt;
  LentTooLong D;
  if (From.Is == Lender::Temporary) {
    D.Task = TuFinishes.ofExpression(*Made, C.Used);
  } else {
    D.Task = TuFinishes.ofLender(*Made, C.Used, *C.In, *From.Var);
    // Awaited on some ways only.
    Finish Now = TuFinishes.ofExpression(*Made, C.Used);
    if (!D.Task.outlives() && Now.In && Now.In->IsTask &&
        TuFinishes.runsOnAlone(*Now.As))
      if (std::optional<WayOut> Out = TuFlow.withoutMention(*Now.In)) {
        D.Task = {Finish::RunsOn, Out->Condition};
        D.OnOneWay = true;
      }
  }
  if (!D.Task.outlives())
    return std::nullopt;
  const FunctionDecl *F = Made->getDirectCallee();
  LaterUse Use =
      Field ? TuUses.ofField(*F, Index, *Field)
      : P   ? TuUses.ofParameter(*F, Index, 0, D.Task.MayLose)
            : TuUses.ofObject(*cast<CXXMethodDecl>(F), 0, D.Task.MayLose);
  if (const auto *Later = std::get_if<UsedLater>(&Use))
    D.Use = *Later;
  else if (std::holds_alternative<NotUsedLater>(Use))
    return std::nullopt;
  else if (isOperation(*Made)) {
    // It has a copy of whatever else it is given.
    if (P && !From.IsViewed &&
        (!P->getType()->isLValueReferenceType() ||
         P->getType()->getPointeeType().isConstQualified()))
      return std::nullopt;
  } else if (!P || P->getType()->isRValueReferenceType() || !isUsedForSure(*F))
    D.IsOpen = true;
  if (D.IsOpen && (Field || D.Task.MayLose || !isDefinedElsewhere(*F)))
    return std::nullopt;
  D.Callee = F;
  D.Parameter = P;
  D.From = From;
  D.In = C.In;
  return D;
}

/// Does it call what a `std::function<task(const Text &)>` was made of, or
/// another class for functions of that signature?
static bool callsWhatItHolds(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      M && M->getOverloadedOperator() == OO_Call ? M->getParent() : nullptr);
  return S && S->getTemplateArgs().size() != 0 &&
         S->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         S->getTemplateArgs()[0].getAsType()->isFunctionProtoType();
}

/// A lazy coroutine reads nothing before its call has returned, and a project's
/// own function that returns such a task, and has its body elsewhere, in
/// classes that override it, or in what is called by way of an object, is one
/// as a rule.
bool Lifetimes::isUsedForSure(const FunctionDecl &F) const {
  const Awaitable *Type = Types.of(F.getReturnType());
  return Type && Type->IsCoroutineType && Type->isLazy() &&
         (isDefinedElsewhere(F) || isAnInterface(F) || callsWhatItHolds(F));
}

/// Does a library's operation begin when its task is awaited: is it given last
/// what says so?
bool Lifetimes::isOperation(const CallExpr &Made) const {
  const Awaitable *Type = Types.of(Made.getType());
  unsigned Last = Made.getNumArgs();
  while (Last && isa<CXXDefaultArgExpr>(Made.getArg(Last - 1)))
    --Last;
  const auto *Ref =
      Last ? dyn_cast<DeclRefExpr>(valueOf(Made.getArg(Last - 1))) : nullptr;
  return Type && Type->isLazy() && Type->Model && Ref &&
         Ref->getDecl()->getIdentifier() &&
         StringRef(Type->Model->Token)
             .ends_with("::" + Ref->getDecl()->getName().str());
}

/// What the view is made of that this is, as a model says; or null.
const Expr *Lifetimes::viewedBy(const Expr &Given) const {
  const Expr *E = valueOf(&Given);
  if (const auto *As = dyn_cast<CXXConstructExpr>(E); As && As->getNumArgs())
    E = valueOf(As->getArg(0));
  if (const auto *As = dyn_cast<CXXMemberCallExpr>(E);
      As && isa_and_nonnull<CXXConversionDecl>(As->getMethodDecl()))
    E = valueOf(As->getImplicitObjectArgument());
  const auto *Maker = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Maker ? Maker->getDirectCallee() : nullptr;
  const FunctionModel *M = F ? TuEffects.modelOf(*F) : nullptr;
  return M && M->Views && *M->Views < Maker->getNumArgs()
             ? Maker->getArg(*M->Views)
             : nullptr;
}

std::vector<LentTooLong> Lifetimes::arguments() {
  std::vector<LentTooLong> All;
  size_t OfThisCall = 0;
  auto Take = [&](std::optional<LentTooLong> D, const Expr *At) {
    // `sum(v.begin(), v.end())` is one mistake.
    if (!D || std::any_of(All.begin() + OfThisCall, All.end(),
                          [&](const LentTooLong &Other) {
                            return D->From.Var &&
                                   Other.From.Var == D->From.Var &&
                                   Other.From.Name == D->From.Name;
                          }))
      return;
    D->Argument = At;
    All.push_back(*D);
  };
  for (const Call &C : TuFacts.Calls) {
    const auto *Made = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    const FunctionDecl *F = Made ? Made->getDirectCallee() : nullptr;
    if (!F || !C.In->Root)
      continue;
    OfThisCall = All.size();
    if (!Types.of(Made->getType())) {
      if (Made->getType()->isVoidType())
        spawned(C, All);
      continue;
    }
    const auto *M = dyn_cast<CXXMethodDecl>(F);
    if (M && C.object() && M->getOverloadedOperator() != OO_Call)
      Take(lent(C, TuLenders.of(*C.object(), *C.In), nullptr, 0), C.object());
    std::vector<const Expr *> Given = C.arguments();
    unsigned Skip = M && M->isExplicitObjectMemberFunction() ? 1 : 0;
    for (unsigned I = 0; I < Given.size() && I + Skip < F->getNumParams();
         ++I) {
      const ParmVarDecl *P = F->getParamDecl(I + Skip);
      const Expr *Viewed = viewedBy(*Given[I]);
      Take(lent(C,
                Viewed ? TuLenders.ofView(*Viewed, *C.In)
                       : lentTo(P->getType(), *Given[I], *C.In),
                P, I + Skip),
           Viewed ? Viewed : Given[I]);
      for (const LentField &G : TuLenders.by(*Given[I], P->getType(), *C.In))
        Take(lent(C, G.From, P, I + Skip, G.Field), G.At);
      captured(C, I, All);
    }
    // What the declaration gives instead ends with the call's expression.
    for (unsigned I = 0; I < Made->getNumArgs() && I < F->getNumParams(); ++I)
      if (const auto *D = dyn_cast<CXXDefaultArgExpr>(Made->getArg(I))) {
        const ParmVarDecl *P = D->getParam();
        std::optional<LentTooLong> L =
            lent(C, lentTo(P->getType(), *D->getExpr(), *C.In), P,
                 P->getFunctionScopeIndex());
        if (L)
          L->IsDefault = true;
        Take(L, Made);
      }
  }
  return All;
}

/// What a capture refers to, if that is a local of the function.
Lender Lifetimes::lenderOf(const LambdaCapture &Capture, const Body &In) {
  const auto *V =
      Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef
          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
          : nullptr;
  return V && !V->isInitCapture() && !In.Fn->isMain() ? TuLenders.of(*V, In)
                                                      : Lender();
}

/// A lambda that refers to locals, and is a coroutine that a function starts on
/// its own: `co_spawn(executor, [&]() -> awaitable<void> { … }, detached);`
void Lifetimes::spawned(const Call &C, std::vector<LentTooLong> &All) {
  const auto *Made = cast<CallExpr>(C.At);
  const FunctionDecl *F = Made->getDirectCallee();
  const FunctionModel *Model = TuEffects.modelOf(*F);
  std::vector<const Expr *> Given = C.arguments();
  if (!Model || !Model->Spawns || *Model->Spawns >= Given.size() ||
      Model->Keeping != Keeps::UntilDone)
    return;
  const Expr *Started = Given[*Model->Spawns];
  const auto *L = dyn_cast<LambdaExpr>(valueOf(Started));
  if (!L || L->isGenericLambda())
    return;
  for (const LambdaCapture &Capture : L->captures()) {
    Lender From = lenderOf(Capture, *C.In);
    if (From.Is != Lender::Local)
      continue;
    LaterUse Use = TuUses.ofCapture(*L->getCallOperator(), From.Name);
    const auto *Later = std::get_if<UsedLater>(&Use);
    if (!Later)
      continue;
    LentTooLong D;
    D.Task = TuFinishes.ofSpawn(*Made, *C.In, *From.Var, *L->getCallOperator());
    if (!D.Task.outlives())
      return;
    D.Argument = Started;
    D.Callee = F;
    D.Parameter = F->getParamDecl(*Model->Spawns);
    D.From = From;
    D.Captured = From.Name;
    D.Use = *Later;
    D.In = C.In;
    All.push_back(D);
    return;
  }
}

/// A lambda that refers to locals, and is called later than the function ends.
void Lifetimes::captured(const Call &C, unsigned Argument,
                         std::vector<LentTooLong> &All) {
  const auto *Made = cast<CallExpr>(C.At);
  const FunctionDecl *F = Made->getDirectCallee();
  const Expr *Given = C.arguments()[Argument];
  const auto *L = dyn_cast<LambdaExpr>(callableIn(*Given));
  if (!L)
    return;
  for (const LambdaCapture &Capture : L->captures()) {
    Lender From = lenderOf(Capture, *C.In);
    if (From.Is != Lender::Local)
      continue;
    const FunctionModel *Model = TuEffects.modelOf(*F);
    const ParmVarDecl *P =
        Argument < F->getNumParams() ? F->getParamDecl(Argument) : nullptr;
    LentTooLong D;
    if (!Model || !Model->Keeping) {
      LaterUse Use = P ? TuUses.ofParameter(*F, Argument) : LaterUse();
      if (const auto *Later = std::get_if<UsedLater>(&Use))
        D.Use = *Later;
      else if (P && isDefinedElsewhere(*F))
        D.IsOpen = true;
      else
        return;
    } else if (*Model->Keeping == Keeps::ByOwner) {
      return;
    }
    D.Task = TuFinishes.ofLender(*Made, C.Used, *C.In, *From.Var);
    if (!D.Task.outlives())
      return;
    D.Argument = Given;
    D.Callee = F;
    D.Parameter = P;
    D.From = From;
    D.Captured = From.Name;
    D.In = C.In;
    All.push_back(D);
    return;
  }
}

} // namespace corolint
