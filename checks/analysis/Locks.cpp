#include "checks/analysis/Locks.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint {

/// Classes in each other, and calls of helpers, that are looked through.
static constexpr unsigned MaxDepth = 4;

static std::string lower(const NamedDecl &D) {
  const IdentifierInfo *Name = D.getIdentifier();
  return Name ? Name->getName().lower() : "";
}

/// The class behind references, qualifiers and one pointer.
static const CXXRecordDecl *pointee(QualType T) {
  T = T.getNonReferenceType();
  return recordOf(T->isPointerType() ? T->getPointeeType() : T);
}

std::optional<ObjectPath> pathOf(const Expr &Of) {
  const Expr *E = valueOf(&Of);
  auto Below = [](const Expr &Base,
                  std::string Name) -> std::optional<ObjectPath> {
    std::optional<ObjectPath> P = pathOf(Base);
    if (P)
      P->Name += (P->Name.empty() || Name[0] == '[' ? "" : ".") + Name;
    return P;
  };
  if (isa<CXXThisExpr>(E))
    return ObjectPath{};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *V = Ref->getDecl();
    // Another name of what it was bound to.
    if (const auto *Local = dyn_cast<VarDecl>(V);
        Local && Local->isLocalVarDecl() && Local->hasInit() &&
        Local->getType()->isReferenceType() &&
        !isa<MaterializeTemporaryExpr>(Local->getInit()->IgnoreParenImpCasts()))
      if (auto P = pathOf(*Local->getInit()))
        return P;
    return ObjectPath{cast<ValueDecl>(V->getCanonicalDecl()),
                      V->getNameAsString()};
  }
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    if (isa<FieldDecl>(M->getMemberDecl()))
      return Below(*M->getBase(), M->getMemberDecl()->getNameAsString());
    if (const auto *V = dyn_cast<VarDecl>(M->getMemberDecl()))
      return ObjectPath{V->getCanonicalDecl(), V->getNameAsString()};
    return std::nullopt;
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf))
    return pathOf(*U->getSubExpr());
  const Expr *Array = nullptr, *Index = nullptr;
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
    Array = S->getBase();
    Index = S->getIdx();
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O && O->getOperator() == OO_Subscript && O->getNumArgs() == 2) {
    Array = O->getArg(0);
    Index = O->getArg(1);
  }
  if (Array) {
    const Expr *Which = valueOf(Index);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Which))
      return Below(*Array, "[" + Ref->getDecl()->getNameAsString() + "]");
    if (const auto *Number = dyn_cast<IntegerLiteral>(Which))
      return Below(*Array,
                   "[" + llvm::toString(Number->getValue(), 10, false) + "]");
    return std::nullopt;
  }
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
      O && O->getNumArgs() == 1 &&
      (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star))
    return pathOf(*O->getArg(0));
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E);
      C && C->getNumArgs() == 0 && C->getMethodDecl() &&
      C->getMethodDecl()->getIdentifier()) {
    // An accessor is its field.
    if (const Expr *Value = onlyReturn(C->getMethodDecl()))
      if (const auto *M = dyn_cast<MemberExpr>(valueOf(Value)))
        if (isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()))
          return Below(*C->getImplicitObjectArgument(),
                       M->getMemberDecl()->getNameAsString());
    return Below(*C->getImplicitObjectArgument(),
                 C->getMethodDecl()->getNameAsString() + "()");
  }
  if (const auto *C = dyn_cast<CallExpr>(E);
      C && C->getNumArgs() == 0 && C->getDirectCallee() &&
      C->getDirectCallee()->getIdentifier())
    return ObjectPath{C->getDirectCallee()->getCanonicalDecl(),
                      C->getDirectCallee()->getNameAsString() + "()"};
  return std::nullopt;
}

Locks::Locks(const ModelSet &Models, const Facts &TuFacts, Awaitables &Types,
             const Effects &TuEffects)
    : Models(Models), TuFacts(TuFacts), Types(Types), TuEffects(TuEffects) {
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root)
      BodyOf[B.Fn->getCanonicalDecl()] = &B;
  findHelpers();
  findScopes();
}

const TypeModel *Locks::modelOf(const CXXRecordDecl &R) const {
  auto [It, New] = TypeModels.try_emplace(R.getCanonicalDecl(), nullptr);
  if (!New)
    return It->second;
  const TypeModel *M = nullptr;
  if (const IdentifierInfo *Name = R.getIdentifier();
      Name && Models.mentions(Name->getName())) {
    std::string Qualified = qualifiedName(R);
    M = Models.type(Qualified);
    if (!M && !StringRef(Qualified).contains("::"))
      M = Models.type("::" + Qualified);
  }
  if (!M || !M->Lock) {
    const CXXRecordDecl *D = readable(&R);
    for (const CXXBaseSpecifier &Base : D ? D->bases() : R.bases())
      if (const CXXRecordDecl *B = recordOf(Base.getType()))
        if (const TypeModel *Of = modelOf(*B); Of && Of->Lock)
          M = Of;
  }
  return TypeModels[R.getCanonicalDecl()] = M;
}

bool Locks::isMutex(const CXXRecordDecl &R) const {
  if (!R.hasDefinition())
    return false;
  const TypeModel *M = modelOf(R);
  return M && M->Lock == LockRole::Mutex;
}

/// What a member of a mutex does, by the names that the standard's lockable
/// types have made common.
static std::optional<LockStep> stepOf(const CXXMethodDecl &M) {
  std::string Name = lower(M);
  StringRef N = Name;
  QualType Gives = M.getReturnType();
  if (!N.contains("lock") || N.contains("locked") || N.contains("assert") ||
      N.contains("lockable") ||
      !(Gives->isVoidType() || Gives->isBooleanType()))
    return std::nullopt;
  if (N.contains("unlock"))
    return LockStep::Frees;
  return N.starts_with("try") ? LockStep::Tries : LockStep::Takes;
}

static bool isLoopOver(const Stmt *S, const Stmt &Condition) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const Expr *Tested = nullptr;
  if (const auto *W = dyn_cast<WhileStmt>(S))
    Tested = W->getCond();
  else if (const auto *D = dyn_cast<DoStmt>(S))
    Tested = D->getCond();
  else if (const auto *F = dyn_cast<ForStmt>(S))
    Tested = F->getCond();
  if (Tested && hasAny(Tested, [&](const Expr &E) { return &E == &Condition; }))
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *C) { return isLoopOver(C, Condition); });
}

static const Expr *firstArgument(const Stmt &Call) {
  const auto *C = dyn_cast<CallExpr>(&Call);
  return C && C->getNumArgs() > 0 ? C->getArg(0) : nullptr;
}

/// Is it `true`, or 1?
static bool isSet(const Expr *E) {
  E = E ? E->IgnoreParenImpCasts() : nullptr;
  if (const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(E))
    return Literal->getValue();
  const auto *Number = dyn_cast_or_null<IntegerLiteral>(E);
  return Number && Number->getValue() == 1;
}

static StringRef tagOf(const Expr &E) {
  const CXXRecordDecl *R = recordOf(E.getType());
  return R && R->getIdentifier() ? R->getName() : "";
}

std::vector<Locks::Act> Locks::directActs(const Call &C) const {
  std::vector<Act> Acts;
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || C.Ends)
    return Acts;
  auto Add = [&](LockStep What, const Expr *On) {
    if (!On)
      return;
    if (std::optional<ObjectPath> P = pathOf(*On))
      Acts.push_back({What, *P, C.At});
  };
  if (const auto *Made = dyn_cast<CXXConstructExpr>(C.At)) {
    // Who adopts a lock gives it back.
    if (Made->getNumArgs() > 1 &&
        llvm::any_of(Made->arguments(),
                     [](const Expr *A) { return tagOf(*A) == "adopt_lock_t"; }))
      for (const Expr *A : Made->arguments())
        if (tagOf(*A) != "adopt_lock_t")
          Add(LockStep::Frees, A);
    return Acts;
  }
  if (!F->getIdentifier())
    return Acts;
  if (const auto *M = dyn_cast<CXXMethodDecl>(F)) {
    const Expr *Object = C.object();
    if (!Object)
      return Acts;
    // The words of a spin lock.
    if (M->getParent()->isInStdNamespace()) {
      StringRef Name = M->getName();
      const Expr *First = firstArgument(*C.At);
      bool IsFalse = First &&
                     First->isIntegerConstantExpr(M->getASTContext()) &&
                     First->EvaluateKnownConstInt(M->getASTContext()) == 0;
      StringRef Class = M->getParent()->getName();
      if (Class.contains("atomic")) {
        // A flag that is tried once is no lock: nobody waits for it. Nor is a
        // loop that exchanges anything but a flag: it only goes on.
        const auto *Given = cast<CallExpr>(C.At);
        bool SetsAFlag = Name == "test_and_set" ||
                         (Name == "exchange" && isSet(First)) ||
                         (Name.starts_with("compare_exchange") &&
                          Given->getNumArgs() > 1 && isSet(Given->getArg(1)));
        if (SetsAFlag) {
          if (C.In->Root && isLoopOver(C.In->Root, *C.At))
            Add(LockStep::Takes, Object);
        } else if (Name == "clear" || (Name == "store" && IsFalse))
          Add(LockStep::Frees, Object);
        return Acts;
      }
    }
    if (StringRef(lower(*M)).contains("lock"))
      if (const CXXRecordDecl *Of = pointee(Object->getType());
          (Of && isMutex(*Of)) || isMutex(*M->getParent()))
        if (std::optional<LockStep> Step = stepOf(*M))
          Add(*Step, Object);
    return Acts;
  }
  if (const FunctionModel *M = TuEffects.modelOf(*F); M && M->Locking)
    for (const Expr *A : C.arguments())
      Add(*M->Locking, A);
  return Acts;
}

std::vector<Locks::Act> Locks::actsOf(const Call &C) const {
  std::vector<Act> Acts = directActs(C);
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || C.Ends || !Acts.empty())
    return Acts;
  auto It = Helpers.find(F->getCanonicalDecl());
  if (It == Helpers.end() || isa<CXXConstructorDecl, CXXDestructorDecl>(F))
    return Acts;
  const Expr *Object = C.object();
  std::vector<const Expr *> Arguments = C.arguments();
  for (const Act &Inside : It->second) {
    const Expr *Root = nullptr;
    if (!Inside.On.Root)
      Root = Object;
    else if (const auto *P = dyn_cast<ParmVarDecl>(Inside.On.Root)) {
      if (P->getFunctionScopeIndex() < Arguments.size())
        Root = Arguments[P->getFunctionScopeIndex()];
    } else {
      Acts.push_back({Inside.What, Inside.On, C.At});
      continue;
    }
    std::optional<ObjectPath> P;
    if (Root)
      P = pathOf(*Root);
    if (!P)
      continue;
    std::string Rest = Inside.On.Name;
    if (Inside.On.Root) {
      size_t Dot = Rest.find('.');
      Rest = Dot == std::string::npos ? "" : Rest.substr(Dot + 1);
    }
    if (!Rest.empty())
      P->Name += (P->Name.empty() ? "" : ".") + Rest;
    Acts.push_back({Inside.What, *P, C.At});
  }
  return Acts;
}

void Locks::findHelpers() {
  std::vector<std::pair<const Call *, std::vector<Act>>> Direct;
  llvm::DenseMap<const Body *, std::vector<Act>> Of;
  for (const Call &C : TuFacts.Calls)
    if (C.In->Fn && C.In->Root)
      for (Act &A : directActs(C))
        Of[C.In].push_back(std::move(A));
  auto Leaves = [&](const Body &B, const std::vector<Act> &All) {
    std::vector<Act> Left;
    for (const Act &A : All) {
      if (A.On.Root && !isa<ParmVarDecl>(A.On.Root) &&
          !(isa<VarDecl>(A.On.Root) &&
            cast<VarDecl>(A.On.Root)->hasGlobalStorage()))
        continue;
      // Taken and freed, or freed and taken again: as it was.
      bool Both = llvm::any_of(All, [&](const Act &Other) {
        return Other.On == A.On &&
               (Other.What == LockStep::Frees) != (A.What == LockStep::Frees);
      });
      if (!Both && llvm::none_of(Left, [&](const Act &Known) {
            return Known.On == A.On;
          }))
        Left.push_back(A);
    }
    return Left;
  };
  for (unsigned Round = 0; Round != MaxDepth; ++Round) {
    bool Changed = false;
    for (auto &[B, All] : Of) {
      std::vector<Act> Left = Leaves(*B, All);
      auto &Known = Helpers[B->Fn->getCanonicalDecl()];
      Changed |= Known.size() != Left.size();
      Known = std::move(Left);
      if (Known.empty())
        Helpers.erase(B->Fn->getCanonicalDecl());
    }
    if (!Changed || Round + 1 == MaxDepth)
      break;
    for (const Call &C : TuFacts.Calls) {
      const auto *F = dyn_cast<FunctionDecl>(C.Callee);
      if (!F || !C.In->Fn || !C.In->Root ||
          !Helpers.contains(F->getCanonicalDecl()) || !directActs(C).empty())
        continue;
      std::vector<Act> &All = Of[C.In];
      for (Act &A : actsOf(C))
        if (llvm::none_of(All,
                          [&](const Act &Known) { return Known.At == A.At; }))
          All.push_back(std::move(A));
    }
  }
}

bool Locks::hops(const Suspension &S) const {
  const Expr *Operand = S.At->getOperand();
  if (S.IsYield || !Operand)
    return false;
  Operand = valueOf(Operand);
  if (const CXXRecordDecl *R = recordOf(Operand->getType()))
    if (const TypeModel *M = modelOf(*R); M && M->Hops)
      return true;
  const auto *C = dyn_cast<CallExpr>(Operand);
  const NamedDecl *Callee = C ? calleeOf(*C) : nullptr;
  const FunctionModel *M = Callee ? TuEffects.modelOf(*Callee) : nullptr;
  return M && M->Moves == FunctionModel::Hops;
}

/// The variable of the thread that some expression in `S` gives a value.
static const ValueDecl *writtenOfTheThread(const Stmt *S) {
  const ValueDecl *Found = nullptr;
  auto Variable = [](const Expr *E) -> const ValueDecl * {
    E = E->IgnoreParenImpCasts();
    const ValueDecl *V = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      V = Ref->getDecl();
    else if (const auto *M = dyn_cast<MemberExpr>(E))
      V = M->getMemberDecl();
    const auto *Var = dyn_cast_or_null<VarDecl>(V);
    return Var && Var->getTLSKind() != VarDecl::TLS_None
               ? Var->getCanonicalDecl()
               : nullptr;
  };
  hasAny(S, [&](const Expr &E) {
    if (const auto *B = dyn_cast<BinaryOperator>(&E); B && B->isAssignmentOp())
      Found = Variable(B->getLHS());
    else if (const auto *U = dyn_cast<UnaryOperator>(&E);
             U && U->isIncrementDecrementOp())
      Found = Variable(U->getSubExpr());
    else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&E);
             O && O->isAssignmentOp())
      Found = Variable(O->getArg(0));
    else if (const auto *C = dyn_cast<CallExpr>(&E);
             C && C->getDirectCallee() &&
             C->getDirectCallee()->isInStdNamespace() && C->getNumArgs() == 2 &&
             llvm::is_contained({"exchange", "swap"},
                                lower(*C->getDirectCallee())))
      Found = Variable(C->getArg(0));
    return Found != nullptr;
  });
  return Found;
}

void Locks::findScopes() {
  llvm::DenseMap<const CXXRecordDecl *, const ValueDecl *> Ended;
  for (const Body &B : TuFacts.Bodies)
    if (const auto *End = dyn_cast_or_null<CXXDestructorDecl>(B.Fn);
        End && B.Root)
      if (const ValueDecl *V = writtenOfTheThread(B.Root))
        Ended[End->getParent()->getCanonicalDecl()] = V;
  if (Ended.empty())
    return;
  for (const Body &B : TuFacts.Bodies)
    if (const auto *Begin = dyn_cast_or_null<CXXConstructorDecl>(B.Fn);
        Begin && B.Root)
      if (auto It = Ended.find(Begin->getParent()->getCanonicalDecl());
          It != Ended.end()) {
        bool Writes = writtenOfTheThread(B.Root) == It->second;
        for (const CXXCtorInitializer *I : Begin->inits())
          Writes |= writtenOfTheThread(I->getInit()) == It->second;
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
  if (!R || !R->hasDefinition() || Depth > MaxDepth)
    return nullptr;
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
  if (R.hasTrivialDestructor())
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
      for (const Stmt *C : S->children())
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
