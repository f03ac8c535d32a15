#include "checks/analysis/Conduct.h"
#include "checks/analysis/Containers.h"
#include "checks/analysis/Effect.h"
#include "checks/analysis/ElementNames.h"
#include "checks/analysis/Lifetimes.h"
#include "checks/facts/Copyable.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

// The part of Lifetimes that asks whether a coroutine outlives the object that
// it is a member of. Only objects count that are shared, or that are seen to be
// ended by who uses them: of others somebody knows when they end.

namespace corolint {

/// Bases above each other that are looked into.
static constexpr unsigned MaxBases = 8;

/// The class that a template is made for: its first argument that is one.
static const CXXRecordDecl *madeFor(const CXXRecordDecl &R) {
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!S || !S->getTemplateArgs().size() ||
      S->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return recordOf(S->getTemplateArgs()[0].getAsType());
}

static bool hasArrow(const CXXRecordDecl &R) {
  return !members(&R, R.getASTContext().DeclarationNames.getCXXOperatorName(
                          OO_Arrow))
              .empty();
}

/// Is it a smart pointer to such an object, strong or weak?
static bool isPointerTo(QualType T, const CXXRecordDecl &Class) {
  const CXXRecordDecl *R = recordOf(T);
  const CXXRecordDecl *To = R ? madeFor(*R) : nullptr;
  return To && areKin(*To, Class) && !areKin(*R, Class) &&
         (hasArrow(*R) || hasMember(*R, "lock") || hasMember(*R, "get"));
}

/// The member that gives a pointer which owns the object, together with all who
/// have one: of a base that is made for the class, without an argument, and of
/// a class that can be copied. Null: nobody in particular owns it.
static const CXXMethodDecl *keeperIn(const CXXRecordDecl &Base,
                                     const CXXRecordDecl &Class,
                                     unsigned Depth = 0) {
  const CXXRecordDecl *D = Base.getDefinition();
  if (!D || Depth > MaxBases)
    return nullptr;
  if (const CXXRecordDecl *For = madeFor(*D);
      For && For->hasDefinition() && areKin(*For, Class))
    for (const CXXMethodDecl *M : D->methods()) {
      // A constant one may make a copy.
      if (!M->isInstance() || M->isConst() || M->getNumParams() ||
          !M->getIdentifier() || M->getAccess() == AS_private)
        continue;
      const CXXRecordDecl *Pointer = recordOf(M->getReturnType());
      const CXXRecordDecl *Known = readable(Pointer);
      if (Known && !M->getReturnType()->isReferenceType() &&
          isPointerTo(M->getReturnType(), Class) && hasArrow(*Pointer) &&
          isCopyable(*Known))
        return M;
    }
  for (const CXXBaseSpecifier &Next : D->bases())
    if (const CXXRecordDecl *R = recordOf(Next.getType()))
      if (const CXXMethodDecl *M = keeperIn(*R, Class, Depth + 1))
        return M;
  return nullptr;
}

/// Does the code have a pointer that owns the object, or ask for one? Not if it
/// asks behind `Until`; what is a member was there before. Nor does `Except`:
/// who calls a member of what a pointer owns leaves the pointer where it is.
static bool hasPointerTo(const Stmt &S, const CXXRecordDecl &Class,
                         SourceLocation Until = {},
                         const Stmt *Except = nullptr) {
  if (&S == Except)
    return false;
  if (const auto *E = dyn_cast<Expr>(&S);
      E && isPointerTo(E->getType(), Class) &&
      (Until.isInvalid() || E->getBeginLoc() < Until || isa<MemberExpr>(E)))
    return true;
  if (const auto *L = dyn_cast<LambdaExpr>(&S))
    return llvm::any_of(L->captures(),
                        [&](const LambdaCapture &C) {
                          return C.capturesVariable() &&
                                 isPointerTo(C.getCapturedVar()->getType(),
                                             Class);
                        }) ||
           hasPointerTo(*L->getBody(), Class, Until, Except);
  return llvm::any_of(childrenOf(S), [&](const Stmt *Part) {
    return Part && hasPointerTo(*Part, Class, Until, Except);
  });
}

/// The object that a member is called of.
static const Expr *objectOf(const Expr &Made) {
  const auto *M = dyn_cast<CXXMemberCallExpr>(&Made);
  return M ? M->getImplicitObjectArgument() : nullptr;
}

/// Is it a way through a gate, which can be waited at until all are out: what a
/// member of the gate gives, or a class of the gate's own?
static bool isWayThroughAGate(const VarDecl &V, const CXXRecordDecl &Class,
                              Awaitables &Types) {
  const CXXRecordDecl *R = recordOf(V.getType());
  if (!R || !R->hasDefinition() || R->hasTrivialDestructor() ||
      R->isInStdNamespace() || Types.of(V.getType()))
    return false;
  const auto *Gate = dyn_cast<CXXRecordDecl>(R->getDeclContext());
  if (const auto *Made = dyn_cast_or_null<CXXMemberCallExpr>(
          V.hasInit() ? valueOf(V.getInit()) : nullptr);
      Made && !Gate)
    Gate = Made->getRecordDecl();
  return Gate && Gate->hasDefinition() && !areKin(*Gate, Class) &&
         llvm::any_of(Gate->methods(), [&](const CXXMethodDecl *M) {
           return Types.of(M->getReturnType());
         });
}

static const CXXRecordDecl *classOfThis(const Expr *Object) {
  const auto *This =
      Object ? dyn_cast<CXXThisExpr>(Object->IgnoreParenImpCasts()) : nullptr;
  return This ? This->getType()->getPointeeCXXRecordDecl() : nullptr;
}

/// Who starts it is part of the object, and may end what it started: a scope.
static bool isStartedByAMember(const Stmt *At) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(At);
  const Expr *Object = Call ? Call->getImplicitObjectArgument() : nullptr;
  while (Object) {
    Object = Object->IgnoreParenImpCasts();
    const auto *Member = dyn_cast<MemberExpr>(Object);
    if (!Member)
      return isa<CXXThisExpr>(Object) && Object != Call;
    if (classOfThis(Member->getBase()))
      return true;
    Object = Member->getBase();
  }
  return false;
}

/// What is deleted, or told to end itself.
static const CXXRecordDecl *classOf(const Expr &Object) {
  QualType T = Object.IgnoreParenImpCasts()->getType();
  return T->isPointerType() ? T->getPointeeCXXRecordDecl() : recordOf(T);
}

/// The classes of the objects that end with an element of the container: its
/// elements, and what unique pointers among them own.
static SmallVector<const CXXRecordDecl *, 2> endedWith(QualType Container) {
  SmallVector<const CXXRecordDecl *, 2> All;
  const auto *S =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Container));
  if (!S)
    return All;
  for (const TemplateArgument &A : S->getTemplateArgs().asArray()) {
    const CXXRecordDecl *R = A.getKind() == TemplateArgument::Type
                                 ? recordOf(A.getAsType())
                                 : nullptr;
    if (R && boxOf(A.getAsType()))
      R = madeFor(*R);
    if (R && !R->isInStdNamespace())
      All.push_back(R);
  }
  return All;
}

static std::vector<ObjectEnd> endsIn(const Facts &TuFacts,
                                     const Effects &TuEffects) {
  std::vector<ObjectEnd> All;
  for (const Call &C : TuFacts.Calls) {
    // `conns_.erase(id)`: of what is cleared all has been stopped, mostly.
    if (std::optional<Change> Done = C.In->Fn ? changeBy(C) : std::nullopt;
        Done && Done->Does == Change::Removes &&
        sharedContainer(*Done->To, *C.In))
      for (const CXXRecordDecl *R : endedWith(Done->To->getType()))
        All.push_back({R, C.At, C.In, false, "", /*IsTakenOut=*/true});
    const FunctionModel *M = C.Ends ? nullptr : TuEffects.modelOf(*C.Callee);
    if (!M || M->EndsObject.empty() || !C.object() || !C.In->Fn)
      continue;
    if (const CXXRecordDecl *R = classOf(*C.object()))
      All.push_back(
          {R, C.At, C.In, classOfThis(C.object()) != nullptr, M->EndsObject});
  }
  for (const Body &B : TuFacts.Bodies)
    if (B.Root && isa_and_nonnull<CXXMethodDecl>(B.Fn))
      forEachIn(B.Root, [&](const Stmt &S) {
        const auto *D = dyn_cast<CXXDeleteExpr>(&S);
        if (const CXXRecordDecl *R =
                D ? classOfThis(D->getArgument()) : nullptr)
          All.push_back({R, D, &B, true, ""});
      });
  return All;
}

/// Does it call what somebody gave it, who may be told that all is done?
bool Lifetimes::callsBack(const Body &B) const {
  bool Does = false;
  forEachIn(B.Root, [&](const Stmt &S) {
    const auto *O = dyn_cast<CXXOperatorCallExpr>(&S);
    if (!O || O->getOperator() != OO_Call)
      return;
    const CXXRecordDecl *R = recordOf(O->getArg(0)->getType());
    Does |= R && !R->isLambda();
  });
  return Does;
}

/// Does it await or wait for something, which may be the end of the coroutine?
bool Lifetimes::mayWait(const Body &B) const {
  auto IsHere = [&](const auto &Fact) { return Fact.In == &B; };
  return llvm::any_of(TuFacts.Suspensions, IsHere) ||
         llvm::any_of(TuFacts.Calls, [&](const Call &C) {
           return IsHere(C) &&
                  std::holds_alternative<MayBlock>(TuEffects.of(C));
         });
}

/// Who may end an object of the class while a coroutine of it is suspended: not
/// what the coroutine comes to itself, nor one who asks it first.
std::optional<ObjectEnd> Lifetimes::endOf(const CXXRecordDecl &Class,
                                          const Body &Suspended) {
  if (!Ends)
    Ends = endsIn(TuFacts, TuEffects);
  std::optional<Conduct> Own;
  for (const ObjectEnd &E : *Ends) {
    // Of a pointer to a base nobody knows what it points to.
    bool IsOfIt = E.IsOwn ? areKin(*E.Class, Class)
                          : E.Class->hasDefinition() &&
                                (declaresSameEntity(E.Class, &Class) ||
                                 E.Class->isDerivedFrom(&Class));
    if (!IsOfIt || isa<CXXConstructorDecl, CXXDestructorDecl>(E.In->Fn))
      continue;
    if (!Others)
      Others.emplace(TuFacts, TuEffects, TuFinishes, Types);
    if (!Others->isReached(*E.In) || Others->leadsTo(Suspended, *E.In))
      continue;
    if (E.IsTakenOut && (callsBack(Suspended) || mayWait(*E.In)))
      continue;
    if (!Own)
      Own.emplace(Suspended);
    if (!meet(Own->Writes, Conduct(*E.In).Tests))
      return E;
  }
  return std::nullopt;
}

/// Does the coroutine hold its object's gate open?
bool Lifetimes::isBehindAGate(const Body &B, const CXXRecordDecl &Class) const {
  bool Is = llvm::any_of(B.Fn->parameters(), [&](const ParmVarDecl *P) {
    return isWayThroughAGate(*P, Class, Types);
  });
  forEachIn(B.Root, [&](const Stmt &S) {
    if (const auto *D = dyn_cast<DeclStmt>(&S))
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(One))
          Is |= isWayThroughAGate(*V, Class, Types);
  });
  return Is;
}

/// A coroutine that uses an object of the class (its own, or the one that it
/// captured) when nothing keeps the object: not its frame, and not what makes
/// it.
std::optional<UnkeptObject> Lifetimes::unkept(const CXXRecordDecl &Class,
                                              const CXXMethodDecl &M,
                                              const Expr &Made) {
  const Body *Does = TuUses.bodyOf(&M);
  if (!Does)
    return std::nullopt;
  const CXXMethodDecl *Keeper = keeperIn(Class, Class);
  std::optional<ObjectEnd> End;
  if (!Keeper)
    End = endOf(Class, *Does);
  if ((!Keeper && !End) ||
      hasPointerTo(*Does->Root, Class,
                   Keeper ? TuUses.firstStop(*Does) : SourceLocation()) ||
      llvm::any_of(M.parameters(),
                   [&](const ParmVarDecl *P) {
                     return isPointerTo(P->getType(), Class);
                   }) ||
      hasPointerTo(Made, Class, {}, objectOf(Made)))
    return std::nullopt;
  LaterUse Use = TuUses.ofCapture(M, nullptr);
  const auto *Later = std::get_if<UsedLater>(&Use);
  if (!Later || isBehindAGate(*Does, Class))
    return std::nullopt;
  UnkeptObject O;
  O.Made = &Made;
  O.Class = &Class;
  O.Member = &M;
  O.Keeper = Keeper;
  O.End = End;
  O.Use = *Later;
  return O;
}

/// The call of a coroutine of this object.
std::optional<UnkeptObject> Lifetimes::unkept(const CallExpr &Made) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Made);
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  const CXXRecordDecl *Class =
      Call ? classOfThis(Call->getImplicitObjectArgument()) : nullptr;
  return M && Class ? unkept(*Class, *M, Made) : std::nullopt;
}

/// The call of a coroutine of an object that somebody owns: not of a local.
std::optional<UnkeptObject> Lifetimes::unkeptOwned(const Call &C) {
  const auto *Made = dyn_cast<CXXMemberCallExpr>(C.At);
  const CXXMethodDecl *M = Made ? Made->getMethodDecl() : nullptr;
  const Expr *Object =
      Made ? Made->getImplicitObjectArgument()->IgnoreParenImpCasts() : nullptr;
  if (!M || classOfThis(Object) || !M->getParent()->hasDefinition())
    return std::nullopt;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object);
      Ref && !Ref->getDecl()->getType()->isReferenceType() &&
      !Ref->getDecl()->getType()->isPointerType())
    return std::nullopt;
  if (keeperIn(*M->getParent(), *M->getParent()))
    return std::nullopt;
  return unkept(*M->getParent(), *M, *Made);
}

/// A lambda that is a coroutine, and has captured this object.
std::optional<UnkeptObject> Lifetimes::unkept(const LambdaExpr &Lambda,
                                              const Body &In) {
  const Body *Method = &In;
  while (Method->Outer && isa<CXXMethodDecl>(Method->Fn) &&
         cast<CXXMethodDecl>(Method->Fn)->getParent()->isLambda())
    Method = Method->Outer;
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(Method->Fn);
  if (!M || M->getParent()->isLambda() || Lambda.isGenericLambda() ||
      llvm::none_of(Lambda.captures(), [](const LambdaCapture &C) {
        return C.getCaptureKind() == LCK_This;
      }))
    return std::nullopt;
  std::optional<UnkeptObject> Found =
      unkept(*M->getParent(), *Lambda.getCallOperator(), Lambda);
  if (Found)
    Found->Lambda = &Lambda;
  return Found;
}

/// The lambda whose task this call lets go: it starts it, or gives one that is
/// left alone.
const LambdaExpr *Lifetimes::letGo(const Call &C, const CallExpr &Made,
                                   const FunctionModel *Model) {
  if (!Model)
    return nullptr;
  std::vector<const Expr *> Given = C.arguments();
  if (Made.getType()->isVoidType())
    return Model->Spawns && *Model->Spawns < Given.size()
               ? dyn_cast<LambdaExpr>(valueOf(Given[*Model->Spawns]))
               : nullptr;
  if (Model->Keeping != Keeps::UntilDone || !Types.of(Made.getType()) ||
      TuFinishes.ofExpression(Made, C.Used).How != Finish::RunsOn)
    return nullptr;
  for (const Expr *A : Given)
    if (const auto *L = dyn_cast<LambdaExpr>(valueOf(A)))
      return L;
  return nullptr;
}

std::vector<UnkeptObject> Lifetimes::objects() {
  std::vector<UnkeptObject> All;
  // Destructors that may wait for what their object has started.
  llvm::SmallPtrSet<const FunctionDecl *, 4> Waiting;
  for (const Call &C : TuFacts.Calls)
    if (C.In->Fn && isa<CXXDestructorDecl>(C.In->Fn) &&
        !std::holds_alternative<NoEffect>(TuEffects.of(C)))
      Waiting.insert(
          cast<CXXDestructorDecl>(C.In->Fn)->getParent()->getDestructor());
  auto Take = [&](std::optional<UnkeptObject> Found, const Expr &Start,
                  const Body &In) {
    if (!Found ||
        hasPointerTo(Start, *Found->Class, {}, objectOf(*Found->Made)) ||
        Waiting.contains(Found->Class->getDestructor()))
      return;
    Found->Start = &Start;
    Found->In = &In;
    All.push_back(*Found);
  };
  // What lambdas give back that are started: `[this] { return reader(); }`.
  llvm::DenseMap<const FunctionDecl *, const CallExpr *> Returned;
  for (const Call &C : TuFacts.Calls)
    if (const auto *Made = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
        Made && C.In->Fn && classOfThis(C.object()) &&
        (C.Used.How == Use::Returned || C.Used.How == Use::Awaited))
      Returned.try_emplace(C.In->Fn, Made);
  for (const Call &C : TuFacts.Calls) {
    const auto *Made = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    if (!Made || !C.In->Root)
      continue;
    if (isa<CXXMemberCallExpr>(Made) && Types.of(Made->getType())) {
      Finish Task = TuFinishes.ofExpression(*Made, C.Used);
      if (Task.How == Finish::RunsOn &&
          (Task.At == Made || !isStartedByAMember(Task.At)))
        Take(classOfThis(C.object()) ? unkept(*Made) : unkeptOwned(C),
             Task.At && isa<Expr>(Task.At) ? *cast<Expr>(Task.At) : *Made,
             *C.In);
      continue;
    }
    const LambdaExpr *L = letGo(C, *Made, TuEffects.modelOf(*C.Callee));
    if (!L || isStartedByAMember(Made))
      continue;
    std::optional<UnkeptObject> Found = unkept(*L, *C.In);
    if (const CallExpr *Gives = Returned.lookup(L->getCallOperator());
        Gives && !Found)
      Found = unkept(*Gives);
    Take(Found, *Made, *C.In);
  }
  return All;
}

} // namespace corolint
