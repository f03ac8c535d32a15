#include "checks/analysis/LaterUse.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "checks/facts/Suspending.h"
#include "fixes/Children.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

/// Functions that hand on what they were lent, one to the next.
static constexpr unsigned MaxDepth = 4;

template <typename A> static bool isMarked(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  if (R->hasAttr<A>())
    return true;
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
  return S && S->getSpecializedTemplate()->getTemplatedDecl()->hasAttr<A>();
}

bool isView(QualType T) {
  // The older majors do not mark it.
  const CXXRecordDecl *R = recordOf(T);
  return isMarked<PointerAttr>(T) ||
         (R && R->isInStdNamespace() && R->getIdentifier() &&
          R->getName() == "span");
}

bool isOwner(QualType T) { return isMarked<OwnerAttr>(T); }

bool refersOn(QualType T) {
  return T->isReferenceType() || T->isPointerType() || isView(T);
}

LaterUses::LaterUses(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow)
    : Types(Types), TuFlow(TuFlow) {
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Initialises)
      Bodies[B.Fn] = &B;
  for (const Suspension &S : TuFacts.Suspensions)
    if (S.MaySuspend && !S.IsInPattern)
      Stops[S.In].push_back(&S);
  for (const Call &C : TuFacts.Calls)
    Calls[C.In].push_back(&C);
}

const Body *LaterUses::bodyOf(const FunctionDecl *F) const {
  const FunctionDecl *Definition = nullptr;
  if (!F || !F->hasBody(Definition))
    return nullptr;
  const Body *B = Bodies.lookup(Definition);
  return B && !B->Broken && !Definition->isDependentContext() ? B : nullptr;
}

namespace {

bool isALambda(const FunctionDecl *F) {
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  return M && M->getParent()->isLambda();
}

/// What one body was lent, and the names that it gives to it.
class Lent {
public:
  /// Null: its captures or object.
  Lent(const ParmVarDecl *P, const Body &B)
      : What(P                 ? Parameter
             : isALambda(B.Fn) ? Captures
                               : Object),
        P(P) {
    if (What == Captures) {
      auto All = cast<CXXMethodDecl>(B.Fn)->getParent()->captures();
      Captured.assign(All.begin(), All.end());
      for (const LambdaCapture &C : Captured)
        if (C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy &&
            !C.getCapturedVar()->getType()->isReferenceType() &&
            !isView(C.getCapturedVar()->getType()))
          Copied.insert(C.getCapturedVar());
    }
    // A name may be made of one that stands further down.
    for (size_t Before = 1; Before != Names.size();) {
      Before = Names.size();
      addNames(B.Root);
    }
  }

  /// Is this expression a mention of it, for itself?
  const ValueDecl *Mentioned = nullptr;
  bool isMention(const Stmt &S) {
    Mentioned = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      if (What == Captures && Ref->refersToEnclosingVariableOrCapture()) {
        Mentioned = Ref->getDecl();
        // There is nothing in it that could be read.
        const CXXRecordDecl *R = Mentioned->getType()->getAsCXXRecordDecl();
        return !Copied.contains(Mentioned) || !R || !R->hasDefinition() ||
               !R->isEmpty();
      }
      return Ref->getDecl() == P || Names.contains(Ref->getDecl());
    }
    if (isa<CXXThisExpr>(&S))
      return What != Parameter;
    return false;
  }

  /// Does a lambda go on referring to it after it was made?
  bool isKeptBy(const LambdaExpr &L) {
    Mentioned = nullptr;
    return llvm::any_of(L.captures(), [&](const LambdaCapture &C) {
      if (C.capturesThis())
        return What == Object && C.getCaptureKind() != LCK_StarThis;
      if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByRef)
        return false;
      const auto *V = C.getCapturedVar();
      if (What == Captures) {
        Mentioned = V;
        return isInTheClosure(*V) && isCapturedHere(L, *V);
      }
      return V == P || Names.contains(V);
    });
  }

  /// Is it (a part of) what was lent, by reference?
  bool isRoot(const Expr *E) {
    E = E ? E->IgnoreParenImpCasts() : nullptr;
    while (E) {
      if (isMention(*E)) {
        // A captured reference, or `this`, says where another object is.
        if (What != Captures)
          return true;
        const auto *Ref = dyn_cast<DeclRefExpr>(E);
        return Ref && (Names.contains(Ref->getDecl()) ||
                       Copied.contains(Ref->getDecl()));
      }
      if (const auto *M = dyn_cast<MemberExpr>(E)) {
        if (M->isArrow() && !isa<CXXThisExpr>(M->getBase()->IgnoreImpCasts()) &&
            !(What == Parameter && P->getType()->isPointerType()))
          return false;
        E = M->getBase();
      } else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
        E = A->getBase();
      } else if (const auto *U = dyn_cast<UnaryOperator>(E)) {
        bool Follows = U->getOpcode() == UO_AddrOf ||
                       (U->getOpcode() == UO_Deref && What == Parameter &&
                        P->getType()->isPointerType());
        if (!Follows)
          return false;
        E = U->getSubExpr();
      } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E)) {
        if (O->getOperator() != OO_Subscript ||
            !isMarked<OwnerAttr>(O->getArg(0)->getType()))
          return false;
        E = O->getArg(0);
      } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
        if (!isMarked<OwnerAttr>(C->getImplicitObjectArgument()->getType()) ||
            !(C->isGLValue() || isView(C->getType()) ||
              C->getType()->isPointerType()))
          return false;
        E = C->getImplicitObjectArgument();
      } else {
        const Expr *Value = valueOf(E);
        if (Value == E)
          return false;
        E = Value;
        continue;
      }
      E = E->IgnoreParenImpCasts();
    }
    return false;
  }

  /// Does the operand say where it is, so that whoever has the operand reads
  /// it? What a lambda captured is read to say so.
  bool hasReferenceTo(const Expr &Operand) {
    return What != Captures &&
           (Operand.isGLValue() || Operand.getType()->isPointerType()) &&
           isRoot(&Operand);
  }

private:
  const enum { Captures, Object, Parameter } What;
  const ParmVarDecl *P;
  llvm::SmallPtrSet<const ValueDecl *, 4> Names;
  llvm::SmallVector<LambdaCapture, 4> Captured;
  /// Captured variables that the closure has itself.
  llvm::SmallPtrSet<const ValueDecl *, 4> Copied;

  /// Else a reference to it is one to the variable, which the closure had.
  bool isInTheClosure(const ValueDecl &V) const {
    return llvm::any_of(Captured, [&](const LambdaCapture &C) {
      return C.capturesVariable() && C.getCapturedVar() == &V &&
             C.getCaptureKind() == LCK_ByCopy;
    });
  }

  static bool isCapturedHere(const LambdaExpr &L, const ValueDecl &V) {
    for (unsigned I = 0; I != L.capture_size(); ++I)
      if (L.capture_begin()[I].capturesVariable() &&
          L.capture_begin()[I].getCapturedVar() == &V)
        if (const auto *Ref = dyn_cast<DeclRefExpr>(
                L.capture_init_begin()[I]->IgnoreParenImpCasts()))
          return Ref->refersToEnclosingVariableOrCapture();
    return false;
  }

  void addNames(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(One);
            V && V->hasInit() &&
            (V->getType()->isReferenceType() || V->getType()->isPointerType() ||
             V->isImplicit() || isView(V->getType())) &&
            isRoot(V->getInit())) {
          Names.insert(V);
          if (const auto *Parts = dyn_cast<DecompositionDecl>(V))
            Names.insert(Parts->bindings().begin(), Parts->bindings().end());
        }
    for (const Stmt *C : childrenOf(*S))
      addNames(C);
  }
};

/// The variables whose end runs code that they were given.
bool isGuard(const VarDecl &V) {
  const CXXRecordDecl *R = V.getType()->getAsCXXRecordDecl();
  return R && R->hasDefinition() && !R->isLambda() &&
         R->hasNonTrivialDestructor();
}

/// Is it a handler of something that stops? The graph has no edges to those.
bool isEnteredAfter(const CFGBlock &Block,
                    const llvm::SmallPtrSetImpl<const Stmt *> &Stopping) {
  // Its `try` is the terminator of the block that leads to it.
  if (!isa_and_nonnull<CXXCatchStmt>(Block.getLabel()))
    return false;
  auto Stops = [&](auto &Self, const Stmt *S) -> bool {
    return S && !isa<LambdaExpr>(S) &&
           (Stopping.contains(S) ||
            llvm::any_of(childrenOf(*S),
                         [&](const Stmt *C) { return Self(Self, C); }));
  };
  for (const CFGBlock::AdjacentBlock &From : Block.preds())
    if (From)
      if (const auto *Try =
              dyn_cast_or_null<CXXTryStmt>(From->getTerminatorStmt()))
        return Stops(Stops, Try->getTryBlock());
  return false;
}

/// Of a generic lambda that nothing here calls there is only the pattern, and
/// no graph: what stands behind an await that every run comes to.
LaterUse ofPattern(const CXXMethodDecl &M) {
  const Stmt *Root = M.getBody();
  if (const auto *Whole = dyn_cast_or_null<CoroutineBodyStmt>(Root))
    Root = Whole->getBody();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Root);
  if (!Block)
    return Unknown{"the body is not here"};
  LaterUse Found = NotUsedLater{};
  bool IsAfter = false;
  for (const Stmt *S : Block->body()) {
    bool IsAwait = false;
    forEachIn(S, [&](const Stmt &Part) {
      IsAwait |= isa<CoawaitExpr, DependentCoawaitExpr>(Part);
      if (!IsAfter || std::holds_alternative<UsedLater>(Found))
        return;
      const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
      if (Ref && Ref->refersToEnclosingVariableOrCapture())
        Found = UsedLater{Ref, Ref->getDecl(), nullptr, ""};
      else if (isa<CXXThisExpr>(Part))
        Found = UsedLater{&Part, nullptr, nullptr, ""};
    });
    IsAfter |= IsAwait && isa<Expr, DeclStmt>(S);
  }
  return Found;
}

} // namespace

LaterUse LaterUses::ofObject(const CXXMethodDecl &M, unsigned Depth,
                             bool HasBegun) {
  // `this auto`: the object is a parameter like others, and copied.
  if (M.isStatic() || (M.isExplicitObjectMemberFunction() &&
                       !M.getParamDecl(0)->getType()->isReferenceType()))
    return NotUsedLater{};
  if (M.isExplicitObjectMemberFunction() && !M.getParent()->isLambda())
    return ofParameter(M, 0, Depth, HasBegun);
  if (M.getParent()->isLambda() && M.getDescribedFunctionTemplate())
    return ofPattern(M);
  const Body *B = bodyOf(&M);
  if (!B)
    return Unknown{"the body is not here"};
  if (!B->Coroutine)
    return Unknown{"it is no coroutine"};
  return search(*B, nullptr, Depth, std::nullopt, nullptr, HasBegun);
}

LaterUse LaterUses::ofCapture(const CXXMethodDecl &M, const ValueDecl *V) {
  const Body *B = bodyOf(&M);
  if (!B || !B->Coroutine)
    return Unknown{"it is no coroutine, or its body is not here"};
  return search(*B, nullptr, 0, V);
}

LaterUse LaterUses::ofParameter(const FunctionDecl &F, unsigned Index,
                                unsigned Depth, bool HasBegun) {
  const Body *B = bodyOf(&F);
  if (!B || Depth > MaxDepth || Index >= B->Fn->getNumParams())
    return Unknown{"the body is not here"};
  if (B->Coroutine)
    return search(*B, B->Fn->getParamDecl(Index), Depth, std::nullopt, nullptr,
                  HasBegun);
  for (const HandedOn &H : handedOn(F, Index)) {
    LaterUse Use = ofParameter(*H.To, H.Parameter, Depth + 1, HasBegun);
    if (std::holds_alternative<UsedLater>(Use))
      return Use;
  }
  return Unknown{"it is no coroutine"};
}

std::vector<HandedOn> LaterUses::handedOn(const FunctionDecl &F,
                                          unsigned Index) {
  std::vector<HandedOn> All;
  const Body *B = bodyOf(&F);
  if (!B || B->Coroutine || Index >= B->Fn->getNumParams())
    return All;
  Lent Here(B->Fn->getParamDecl(Index), *B);
  for (const Call *C : Calls.lookup(B)) {
    const auto *Callee = dyn_cast<FunctionDecl>(C->Callee);
    if (!Callee || C->Used.How != Use::Returned)
      continue;
    std::vector<const Expr *> Given = C->arguments();
    for (unsigned I = 0; I < Given.size() && I < Callee->getNumParams(); ++I)
      if (refersOn(Callee->getParamDecl(I)->getType()) && Here.isRoot(Given[I]))
        All.push_back({Callee, I});
  }
  return All;
}

LaterUse LaterUses::ofField(const FunctionDecl &F, unsigned Index,
                            const FieldDecl &Field) {
  const Body *B = bodyOf(&F);
  if (!B || !B->Coroutine || Index >= B->Fn->getNumParams())
    return Unknown{"it is no coroutine, or its body is not here"};
  return search(*B, B->Fn->getParamDecl(Index), 0, std::nullopt, &Field);
}

/// The first of these in the text.
static const Stmt *firstOf(const Body &B,
                           llvm::function_ref<bool(const Stmt &)> Is) {
  const Stmt *First = nullptr;
  forEachIn(B.Root, [&](const Stmt &S) {
    if (Is(S) && (!First || S.getBeginLoc() < First->getBeginLoc()))
      First = &S;
  });
  return First;
}

static bool makesACoroutine(const Stmt &S) {
  if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
    return !Await->isImplicit();
  const auto *Return = dyn_cast<CoreturnStmt>(&S);
  return Return ? !Return->isImplicit() : isa<CoyieldExpr>(S);
}

SourceLocation LaterUses::firstStop(const Body &B) const {
  SourceLocation First;
  for (const Suspension *S : Stops.lookup(&B))
    if (SourceLocation End = S->At->getEndLoc();
        First.isInvalid() || End < First)
      First = End;
  return First;
}

/// Of the object, by its own members that a member awaits.
LaterUse LaterUses::byMembers(const Body &B, unsigned Depth) {
  LaterUse Found = NotUsedLater{};
  for (const Suspension *S : Stops.lookup(&B)) {
    const auto *C = dyn_cast_or_null<CXXMemberCallExpr>(valueOf(S->Operand));
    if (!C || !C->getMethodDecl() || Depth >= MaxDepth ||
        !isa<CXXThisExpr>(
            C->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      continue;
    const Body *Next = bodyOf(C->getMethodDecl());
    if (!Next || !Next->Coroutine)
      continue;
    Found = search(*Next, nullptr, Depth + 1, nullptr);
    if (std::holds_alternative<UsedLater>(Found))
      break;
  }
  return Found;
}

/// Is a parameter of this type there to be written to?
static bool isFilled(QualType T) {
  return (T->isLValueReferenceType() || T->isPointerType()) &&
         !T->getPointeeType().isConstQualified();
}

LaterUse LaterUses::search(const Body &B, const ParmVarDecl *P, unsigned Depth,
                           std::optional<const ValueDecl *> Only,
                           const FieldDecl *Field, bool HasBegun) {
  const CFG *Graph = TuFlow.of(B);
  const Awaitable *Type = Types.of(B.Fn->getReturnType());
  if (!Graph)
    return Unknown{"there is no control flow graph"};
  Lent Here(P, B);
  bool IsLazy = Type && Type->isLazy() && !Only && !HasBegun;

  std::optional<UsedLater> Found;
  auto IsUse = [&](const Stmt &S) {
    if (Field) {
      const auto *M = dyn_cast<MemberExpr>(&S);
      return M && M->getMemberDecl() == Field &&
             Here.isMention(*M->getBase()->IgnoreParenImpCasts());
    }
    if (const auto *L = dyn_cast<LambdaExpr>(&S))
      return Here.isKeptBy(*L);
    return Here.isMention(S);
  };
  auto Take = [&](const Stmt &S) {
    if (Only && Here.Mentioned != *Only)
      return;
    if (!Found || S.getBeginLoc() < Found->At->getBeginLoc())
      Found = UsedLater{&S, Here.Mentioned, nullptr, ""};
  };

  llvm::SmallPtrSet<const Stmt *, 8> Stopping;
  for (const Suspension *S : Stops.lookup(&B))
    Stopping.insert(S->At);
  auto Explained = [&] {
    Found->Since =
        IsLazy
            ? firstOf(B, makesACoroutine)
            : firstOf(B, [&](const Stmt &S) { return Stopping.contains(&S); });
    Found->SinceWhy =
        IsLazy ? "this makes it a coroutine, which begins when it is awaited"
               : "it is suspended here first";
    return *Found;
  };
  // The blocks that are entered after a suspension.
  llvm::SmallPtrSet<const CFGBlock *, 16> Later;
  llvm::SmallVector<const CFGBlock *, 16> Queue;
  auto Leave = [&](const CFGBlock &Block) {
    for (const CFGBlock::AdjacentBlock &To : Block.succs())
      if (To && Later.insert(&*To).second)
        Queue.push_back(&*To);
  };
  auto HasStop = [&](const CFGBlock &Block) {
    return llvm::any_of(Block, [&](const CFGElement &E) {
      auto S = E.getAs<CFGStmt>();
      return S && Stopping.contains(S->getStmt());
    });
  };
  if (IsLazy) {
    Later.insert(&Graph->getEntry());
    Queue.push_back(&Graph->getEntry());
  }
  for (const CFGBlock *Block : *Graph)
    if (HasStop(*Block) || isEnteredAfter(*Block, Stopping))
      Leave(*Block);
  for (const CFGBlock *Block : *Graph)
    if (isEnteredAfter(*Block, Stopping))
      Later.insert(Block);
  while (!Queue.empty())
    Leave(*Queue.pop_back_val());

  for (const CFGBlock *Block : *Graph) {
    bool IsLater = Later.contains(Block);
    for (const CFGElement &E : *Block) {
      auto S = E.getAs<CFGStmt>();
      if (!S)
        continue;
      if (IsLater && IsUse(*S->getStmt()))
        Take(*S->getStmt());
      IsLater |= Stopping.contains(S->getStmt());
    }
  }
  // The expression that the suspension is in goes on with it.
  for (const OperandOver &Over : operandsOver(B.Root, Stopping))
    if (Over.ComesLast)
      forEachIn(Over.E, [&](const Stmt &Part) {
        if (IsUse(Part))
          Take(Part);
      });
    else if (!Field && Here.hasReferenceTo(*Over.E))
      Take(*Over.E);
  if (Found)
    return Explained();
  if (Stops.lookup(&B).empty() || Field)
    return NotUsedLater{};
  if (Only)
    return *Only || isALambda(B.Fn) ? NotUsedLater{} : byMembers(B, Depth);

  // What is awaited has it meanwhile.
  for (const Suspension *S : Stops.lookup(&B))
    forEachIn(S->Operand, [&](const Stmt &In) {
      if (Found)
        return;
      if (const auto *L = dyn_cast<LambdaExpr>(&In)) {
        if (Here.isKeptBy(*L))
          Take(In);
        return;
      }
      const auto *C = dyn_cast<CallExpr>(&In);
      const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
      if (!F || Depth >= MaxDepth)
        return;
      const auto *M = dyn_cast<CXXMethodDecl>(F);
      unsigned Skip = isa<CXXOperatorCallExpr>(C) && M ? 1 : 0;
      if (const auto *OnObject = dyn_cast<CXXMemberCallExpr>(C))
        if (Here.isRoot(OnObject->getImplicitObjectArgument()) && M &&
            std::holds_alternative<UsedLater>(ofObject(*M, Depth + 1)))
          Take(In);
      for (unsigned I = Skip; I < C->getNumArgs(); ++I) {
        if (I - Skip >= F->getNumParams() || !Here.isRoot(C->getArg(I)))
          continue;
        QualType Is = F->getParamDecl(I - Skip)->getType();
        if (!refersOn(Is))
          continue;
        LaterUse Use = ofParameter(*F, I - Skip, Depth + 1, HasBegun);
        // What fills something in is not done before it is there.
        if (std::holds_alternative<UsedLater>(Use) ||
            (HasBegun && std::holds_alternative<Unknown>(Use) && isFilled(Is) &&
             Types.of(C->getType())))
          Take(In);
      }
    });
  const Ways *Of = TuFlow.waysOf(B);
  auto StopsAfter = [&](const Stmt &S) {
    return Of && Of->meets(S, [&](const Stmt &At) {
                     return Stopping.contains(&At);
                   }).value_or(false);
  };
  // What is to be done at the end of a variable.
  forEachIn(B.Root, [&](const Stmt &In) {
    const auto *D = dyn_cast<DeclStmt>(&In);
    if (!D || Found)
      return;
    for (const Decl *One : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(One);
          V && V->hasInit() && isGuard(*V))
        forEachIn(V->getInit(), [&](const Stmt &Part) {
          const auto *L = dyn_cast<LambdaExpr>(&Part);
          if (L && Here.isKeptBy(*L) && StopsAfter(In))
            Take(*L);
        });
  });
  if (Found)
    return Explained();
  return NotUsedLater{};
}

} // namespace corolint
