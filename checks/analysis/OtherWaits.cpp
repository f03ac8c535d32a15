#include "checks/analysis/OtherWaits.h"
#include "checks/analysis/Effect.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"

using namespace clang;

namespace corolint {

/// Calls, one in the body of the other.
static constexpr unsigned MaxDepth = 4;

bool Reach::meets(const Reach &Other) const {
  return (HasThis && Other.HasThis) ||
         llvm::any_of(Other.Variables, [&](const ValueDecl *V) {
           return Variables.contains(V);
         });
}

bool Reach::add(const Reach &Other) {
  bool IsNew = Other.HasThis && !HasThis;
  HasThis |= Other.HasThis;
  for (const ValueDecl *V : Other.Variables)
    IsNew |= Variables.insert(V).second;
  return IsNew;
}

static bool isOfStd(QualType T, StringRef Name) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->isInStdNamespace() && R->getIdentifier() &&
         R->getName() == Name;
}

static bool isDuration(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->getIdentifier() && R->getName() == "duration" &&
         isOfTheStandardLibrary(*R);
}

/// Is it a number or a text, which leads to nothing?
static bool isPlain(QualType T) {
  if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified())
    return false;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->getPointeeType()->isAnyCharacterType() &&
           T->getPointeeType().isConstQualified();
  return T->isArithmeticType() || T->isEnumeralType() || T->isNullPtrType() ||
         T->isConstantArrayType() || isOfStd(T, "basic_string") ||
         isOfStd(T, "basic_string_view") || isDuration(T);
}

/// Not a constant: `detached`, say.
static const VarDecl *variable(const ValueDecl &D) {
  const auto *V = dyn_cast<VarDecl>(&D);
  if (const auto *Part = dyn_cast<BindingDecl>(&D))
    V = dyn_cast_or_null<VarDecl>(Part->getDecomposedDecl());
  return V && (!V->hasGlobalStorage() || !V->getType().isConstQualified())
             ? V
             : nullptr;
}

static void addNamed(const Stmt *S, Reach &To) {
  if (!S)
    return;
  To.HasThis |= isa<CXXThisExpr>(S);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const VarDecl *V = variable(*Ref->getDecl()))
      To.Variables.insert(V);
  if (const auto *L = dyn_cast<LambdaExpr>(S)) {
    for (const LambdaCapture &C : L->captures()) {
      To.HasThis |= C.capturesThis();
      if (C.capturesVariable())
        if (const VarDecl *V = variable(*C.getCapturedVar()))
          To.Variables.insert(V);
    }
    for (const Expr *Init : L->capture_inits())
      addNamed(Init, To);
    return;
  }
  for (const Stmt *Child : childrenOf(*S))
    addNamed(Child, To);
}

static Reach named(const Stmt *S) {
  Reach All;
  addNamed(S, All);
  return All;
}

/// What is brought together by one call or one variable.
static std::optional<Reach> link(const Stmt &S) {
  Reach All;
  if (const auto *D = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *One : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(One);
          V && V->hasInit() && !isPlain(V->getType())) {
        addNamed(V->getInit(), All);
        All.Variables.insert(V);
      }
  } else if (isa<CallExpr, CXXConstructExpr>(S)) {
    addNamed(&S, All);
  }
  SmallVector<const ValueDecl *, 4> Plain;
  for (const ValueDecl *V : All.Variables)
    if (isPlain(V->getType()))
      Plain.push_back(V);
  for (const ValueDecl *V : Plain)
    All.Variables.erase(V);
  if (All.Variables.size() + All.HasThis < 2)
    return std::nullopt;
  return All;
}

const std::vector<Reach> &OtherWaits::linked(const Body &In) const {
  auto [It, IsNew] = Linked.try_emplace(&In);
  std::vector<Reach> &Sets = It->second;
  if (!IsNew)
    return Sets;
  llvm::DenseMap<const ValueDecl *, size_t> SetOf; // Null: the object.
  forEachIn(In.Root, [&](const Stmt &S) {
    std::optional<Reach> One = link(S);
    if (!One)
      return;
    SmallVector<const ValueDecl *, 8> Keys(One->Variables.begin(),
                                           One->Variables.end());
    if (One->HasThis)
      Keys.push_back(nullptr);
    // Whatever of it is known joins the largest of their sets.
    std::optional<size_t> Largest;
    for (const ValueDecl *Key : Keys)
      if (auto Known = SetOf.find(Key);
          Known != SetOf.end() &&
          (!Largest || Sets[Known->second].Variables.size() >
                           Sets[*Largest].Variables.size()))
        Largest = Known->second;
    if (!Largest) {
      Largest = Sets.size();
      Sets.emplace_back();
    }
    for (const ValueDecl *Key : Keys) {
      auto [Known, IsNewKey] = SetOf.try_emplace(Key, *Largest);
      size_t Other = Known->second;
      if (IsNewKey || Other == *Largest)
        continue;
      for (const ValueDecl *V : Sets[Other].Variables)
        SetOf[V] = *Largest;
      if (Sets[Other].HasThis)
        SetOf[nullptr] = *Largest;
      Sets[*Largest].add(Sets[Other]);
      Sets[Other] = Reach();
    }
    Sets[*Largest].add(*One);
  });
  llvm::erase_if(Sets, [](const Reach &Set) {
    return Set.Variables.empty() && !Set.HasThis;
  });
  return Sets;
}

Reach OtherWaits::of(ArrayRef<const Stmt *> Starts, const Body &In) const {
  Reach All;
  for (const Stmt *S : Starts)
    addNamed(S, All);
  const Reach Named = All;
  for (const Reach &Set : linked(In))
    if (Set.meets(Named))
      All.add(Set);
  return All;
}

OtherWaits::OtherWaits(const Facts &TuFacts, Awaitables &Types,
                       const Effects &TuEffects)
    : Types(Types), TuEffects(TuEffects) {
  for (const Call &C : TuFacts.Calls)
    if (!C.Ends)
      CallAt.try_emplace(C.At, &C);
  for (const Suspension &S : TuFacts.Suspensions)
    if (!S.IsInPattern)
      StopAt[S.At] = &S;
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Initialises)
      Bodies[B.Fn] = &B;
}

/// Does such a wait end when others have done something, and not only a device?
static bool waitsForOthers(Tier T) {
  return T != Tier::Disk && T != Tier::Stat && T != Tier::Cpu && T != Tier::Log;
}

/// Is the call given something that leads to the task? `From` null: whatever is
/// no plain value does.
static bool isReached(const Call &C, const Reach *From) {
  auto Leads = [&](const Expr *E) { return !From || From->meets(named(E)); };
  if (const Expr *Object = C.object(); Object && Leads(Object))
    return true;
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  std::vector<const Expr *> Given = C.arguments();
  for (unsigned I = 0; I != Given.size(); ++I) {
    QualType T = F && I < F->getNumParams() ? F->getParamDecl(I)->getType()
                                            : Given[I]->getType();
    if (!isPlain(T) && Leads(Given[I]))
      return true;
  }
  return false;
}

/// Does its name, or how long it is told to take, speak of a wait?
static bool speaksOfAWait(const Call &C) {
  const auto *M = dyn_cast<CXXMethodDecl>(C.Callee);
  return mayBeAWait(shortName(*C.Callee)) ||
         (M && mayBeAWait(shortName(*M->getParent()))) ||
         llvm::any_of(C.arguments(),
                      [](const Expr *A) { return isDuration(A->getType()); });
}

/// A question to an object is none to wait for.
static bool onlyAsks(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return M && M->isConst() && !M->getReturnType()->isVoidType();
}

bool OtherWaits::bodyMayWait(const Body &B, const Reach *From,
                             unsigned Depth) const {
  bool May = false;
  forEachIn(B.Root,
            [&](const Stmt &S) { May = May || mayWait(S, From, Depth + 1); });
  return May;
}

bool OtherWaits::mayAwait(const Suspension &Stop, const Reach *From,
                          unsigned Depth) const {
  if (Stop.IsYield || !Stop.Operand)
    return true;
  if (!Stop.MaySuspend)
    return false;
  const Call *C = CallAt.lookup(valueOf(Stop.Operand));
  if (!C || !From || speaksOfAWait(*C) || isReached(*C, From))
    return true;
  const FunctionDecl *F = definitionOf(*C->At);
  static const Reach Nothing;
  if (const Body *B = F ? Bodies.lookup(F) : nullptr)
    return Depth == MaxDepth || bodyMayWait(*B, &Nothing, Depth);
  // It asks for something; what gives nothing may be there for the wait.
  return TuEffects.modelOf(*C->Callee) || Stop.At->getType()->isVoidType() ||
         Stop.At->isTypeDependent();
}

/// `while (!done);`: a loop goes on until somebody else has done something, if
/// what it asks for can change meanwhile. `IsHere`: of the function that
/// started the task a plain flag is as good as an atomic one.
static bool isAWaitingLoop(const Stmt &S, bool IsHere) {
  const Expr *Asks = nullptr;
  if (const auto *W = dyn_cast<WhileStmt>(&S))
    Asks = W->getCond();
  else if (const auto *D = dyn_cast<DoStmt>(&S))
    Asks = D->getCond();
  else if (const auto *F = dyn_cast<ForStmt>(&S))
    Asks = F->getCond();
  bool MayChange = IsHere && !isa<ForStmt>(S);
  bool IsAVariable = false;
  forEachIn(Asks, [&](const Stmt &Part) {
    const auto *Ref = dyn_cast<Expr>(&Part);
    if (!Ref || !isa<DeclRefExpr, MemberExpr>(Ref))
      return;
    IsAVariable = true;
    const CXXRecordDecl *R = recordOf(Ref->getType());
    MayChange |= Ref->getType().isVolatileQualified() ||
                 (R && R->isInStdNamespace() && R->getIdentifier() &&
                  R->getName().starts_with("atomic"));
  });
  return IsAVariable && MayChange;
}

bool OtherWaits::mayWait(const Stmt &S, const Reach *From,
                         unsigned Depth) const {
  if (isAWaitingLoop(S, Depth == 0))
    return true;
  if (const Suspension *Stop = StopAt.lookup(&S))
    return mayAwait(*Stop, From, Depth);
  const Call *C = CallAt.lookup(&S);
  if (!C)
    return false;
  if (const FunctionModel *M = TuEffects.modelOf(*C->Callee))
    return M->Looping || M->Spins || M->Polls || !M->Calls.empty() ||
           (M->Blocking && waitsForOthers(M->Blocking->Kind));
  const auto *F = dyn_cast<FunctionDecl>(C->Callee);
  if (isOfTheStandardLibrary(*C->Callee))
    return false;
  bool IsReached = isReached(*C, From);
  const FunctionDecl *Definition = definitionOf(S);
  static const Reach Nothing;
  if (const Body *B = Definition ? Bodies.lookup(Definition) : nullptr;
      B && !B->Coroutine)
    return Depth == MaxDepth ||
           bodyMayWait(*B, IsReached ? nullptr : &Nothing, Depth);
  const auto *Result = dyn_cast<Expr>(&S);
  if (const Awaitable *A = Result ? Types.of(Result->getType()) : nullptr)
    return A->WhenDropped == Dropped::Blocks;
  if (!F || speaksOfAWait(*C))
    return true;
  if (isa<CXXConstructorDecl>(F) || onlyAsks(*F))
    return false;
  return IsReached || (!C->object() && C->arguments().empty() &&
                       F->getReturnType()->isVoidType());
}

} // namespace corolint
