#include "checks/analysis/Accesses.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Handle.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

/// Can the object behind this type be written to through it?
static bool isReadOnly(QualType T) {
  if (T->isReferenceType() || T->isAnyPointerType())
    return T->getPointeeType().isConstQualified();
  return T.isConstQualified();
}

static void addNew(std::vector<const FunctionDecl *> &To,
                   ArrayRef<const FunctionDecl *> More) {
  for (const FunctionDecl *F : More)
    if (!llvm::is_contained(To, F))
      To.push_back(F);
}

bool Access::isGlobal() const {
  if (!Object)
    return false;
  const auto *V = dyn_cast<VarDecl>(Object);
  return isa<FunctionDecl>(Object) || (V && V->hasGlobalStorage()) ||
         Object->getDeclContext()->isFileContext();
}

/// Statics are their function's, the outermost if it stands in others: that one
/// has a name in every unit.
static const ValueDecl &ownerOf(const VarDecl &V) {
  const ValueDecl *Owner = &V;
  if (V.isStaticLocal())
    for (const DeclContext *In = V.getDeclContext(); In; In = In->getParent())
      if (const auto *F = dyn_cast<FunctionDecl>(In))
        Owner = F;
  return *Owner;
}

/// Reads one body (or one argument) and notes what it touches that is not its
/// own.
class BodyReader {
  Accesses &TuAccesses;
  CallAccesses &Out;
  const FunctionDecl *Fn; ///< Null: an argument in the caller's body.
  llvm::SmallPtrSet<const DeclContext *, 8> Around; ///< `Fn`, once asked for.
  llvm::DenseSet<std::tuple<const ValueDecl *, const FieldDecl *, unsigned>>
      Seen;

public:
  BodyReader(Accesses &TuAccesses, CallAccesses &Out, const FunctionDecl *Fn)
      : TuAccesses(TuAccesses), Out(Out), Fn(Fn) {
    for (const Access &T : Out.Objects)
      Seen.insert({T.Object, T.Field, T.Writes * 2u + T.MayAlias});
  }

  void read(const Stmt *S) {
    if (!S || !Out.isKnown())
      return;
    if (const auto *Body = dyn_cast<CoroutineBodyStmt>(S))
      return read(Body->getBody());
    if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
      if (isATurn(*Await))
        return;
      Out.Suspends |= waits(*Await);
      return read(Await->getOperand());
    }
    if (const auto *Return = dyn_cast<CoreturnStmt>(S))
      return read(Return->getOperand());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Init : Lambda->capture_inits())
        read(Init);
      return read(Lambda->getBody());
    }
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr,
            RequiresExpr>(S))
      return;
    Out.Throws |= isa<CXXThrowExpr>(S);
    if (isa<CoyieldExpr, CXXDeleteExpr, AsmStmt>(S))
      return unknown("does something that is not followed");
    if (const auto *E = dyn_cast<Expr>(S); E && E->containsErrors())
      return unknown("has an error in it");
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(One);
            V && V->isStaticLocal() && !isReadOnly(V->getType()))
          access({&ownerOf(*V), nullptr, true, false});
    if (const auto *M = dyn_cast<MemberExpr>(S)) {
      if (field(*M))
        return;
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      return mention(*Ref, nullptr);
    } else if (isa<CXXThisExpr>(S)) {
      return receiver(nullptr);
    }
    if (const auto *C = dyn_cast<CallExpr>(S))
      call(*C, C->getDirectCallee());
    else if (const auto *C = dyn_cast<CXXConstructExpr>(S))
      construct(*C);
    for (const Stmt *Child : childrenOf(*S))
      read(Child);
  }

  /// Takes over what a body does that this one calls.
  void take(const CallAccesses &Inner) {
    Out.Throws |= Inner.Throws;
    Out.TalksOnItsOwn |= Inner.TalksOnItsOwn;
    if (!Inner.isKnown()) {
      Out.Is = Inner.Is;
      Out.Why = Inner.Why;
      return;
    }
    addNew(Out.Elsewhere, Inner.Elsewhere);
    // What it does to its parameters is done to the arguments, and those are
    // read as part of this body. What is left are globals and its receiver,
    // which is an argument too.
    for (const Access &T : Inner.Objects)
      if (const auto *V = dyn_cast_or_null<VarDecl>(T.Object);
          T.isGlobal() || (V && isCaptured(*V)))
        access(T);
  }

private:
  void unknown(const llvm::Twine &Why) {
    if (Out.isKnown())
      Out.giveUp(Why.str());
  }

  /// A lambda is read where it stands and where it is called: each once.
  void access(Access T) {
    if (Seen.insert({T.Object, T.Field, T.Writes * 2u + T.MayAlias}).second)
      Out.Objects.push_back(T);
  }

  /// Does it only let others run? Who waits for its turn computes, in however
  /// many steps.
  static bool isATurn(const CoawaitExpr &Await) {
    const Expr *Operand = valueOf(Await.getOperand());
    const CXXRecordDecl *R = recordOf(Operand->getType());
    const auto *Call = dyn_cast<CallExpr>(Operand);
    const NamedDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return (Callee && isYield(shortName(*Callee))) ||
           (R && R->getIdentifier() && isYield(R->getName()));
  }

  /// Is there anything to wait for? A coroutine that is seen here waits for
  /// what it awaits itself.
  bool waits(const CoawaitExpr &Await) {
    const auto *Call = dyn_cast<CallExpr>(valueOf(Await.getOperand()));
    const FunctionDecl *F = Call ? definitionOf(*Call) : nullptr;
    if (!F || !isa<CoroutineBodyStmt>(F->getBody()) || TuAccesses.isLibrary(*F))
      return true;
    // What a recursion comes to is not known yet.
    if (TuAccesses.Reading.contains(F->getCanonicalDecl()))
      return true;
    const CallAccesses Inner = TuAccesses.ofBody(*F);
    return Inner.Suspends || !Inner.isKnown();
  }

  /// Is that the body's own: a local that is no handle to something older, a
  /// part of one, a constant?
  bool isOwn(const Expr *E) const {
    E = E ? valueOf(E) : nullptr;
    while (const auto *M = dyn_cast_or_null<MemberExpr>(E)) {
      if (M->isArrow())
        return false;
      E = valueOf(M->getBase());
    }
    if (const auto *Address = dyn_cast_or_null<UnaryOperator>(E))
      return Address->getOpcode() == UO_AddrOf && isOwn(Address->getSubExpr());
    if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E))
      return isOwn(Call->getImplicitObjectArgument());
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return V && Fn && V->hasLocalStorage() && V->getDeclContext() == Fn &&
           !V->getType()->isReferenceType() &&
           !V->getType()->isAnyPointerType() &&
           (!isa<ParmVarDecl>(V) || !isHandle(V->getType()));
  }

  /// Does the call talk to the world through what is the body's own?
  bool isOnItsOwn(const Stmt &Call) const {
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(&Call))
      return isOwn(M->getImplicitObjectArgument());
    const auto *C = dyn_cast<CallExpr>(&Call);
    return C && C->getNumArgs() && isOwn(C->getArg(0));
  }

  /// `object.field` for a variable or this; true: dealt with.
  bool field(const MemberExpr &M) {
    const auto *F = dyn_cast<FieldDecl>(M.getMemberDecl());
    if (!F)
      return false;
    const Expr *Base = M.getBase()->IgnoreParenImpCasts();
    if (isa<CXXThisExpr>(Base)) {
      receiver(F);
      return true;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Base);
    if (!Ref || M.isArrow())
      return false;
    mention(*Ref, F);
    return true;
  }

  void receiver(const FieldDecl *F) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Fn);
    // In an argument, `this` is the coroutine's own receiver, as a pointer.
    bool ReadOnly = Method ? Method->isConst() : false;
    if (F && isReadOnly(F->getType()))
      ReadOnly = true;
    access({nullptr, F, !ReadOnly, F && isHandle(F->getType())});
  }

  void mention(const DeclRefExpr &Ref, const FieldDecl *Field) {
    const auto *V = dyn_cast<VarDecl>(Ref.getDecl());
    if (!V) {
      // One of the body's own is a local, which leads nowhere.
      if (const auto *B = dyn_cast<BindingDecl>(Ref.getDecl());
          B && B->getDeclContext() != Fn)
        access({B, nullptr, true, true});
      return;
    }
    QualType T = V->getType();
    if (V->hasGlobalStorage()) {
      // A constant is nobody's trouble.
      if (!V->isConstexpr() && !isReadOnly(T))
        access(
            {&ownerOf(*V), V->isStaticLocal() ? nullptr : Field, true, false});
      return;
    }
    if (Fn) {
      // In a body only parameters lead out of it, by reference or as a handle,
      // and what a lambda has captured.
      if (isCaptured(*V))
        access({V, Field, !isReadOnly(T), true});
      else if (isa<ParmVarDecl>(V) && V->getDeclContext() == Fn && isHandle(T))
        access({V, Field, !isReadOnly(T), true});
      return;
    }
    bool Alias = isHandle(T);
    access({V, Field, Alias && !isReadOnly(T), Alias});
  }

  /// Does it belong to a function around this one?
  bool isCaptured(const VarDecl &V) {
    const DeclContext *Owner = V.getParentFunctionOrMethod();
    if (!Fn || !Owner || Owner == Fn)
      return false;
    if (Around.empty())
      for (const DeclContext *C = Fn; C; C = C->getParent())
        Around.insert(C->getPrimaryContext());
    return Around.contains(Owner->getPrimaryContext());
  }

  void construct(const CXXConstructExpr &C) {
    const CXXConstructorDecl *Callee = C.getConstructor();
    if (model(*Callee, C))
      return;
    if (TuAccesses.isLibrary(*Callee) || Callee->isImplicit() ||
        Callee->isDefaulted())
      return;
    take(TuAccesses.ofBody(*Callee));
  }

  void call(const CallExpr &C, const FunctionDecl *Callee) {
    if (!Callee) {
      // The pseudo-destructor and unresolved calls aside, this is a pointer.
      return unknown("is called through a pointer");
    }
    if (model(*Callee, C))
      return;
    if (const auto *M = dyn_cast<CXXMethodDecl>(Callee)) {
      const auto *Member = dyn_cast<MemberExpr>(C.getCallee()->IgnoreParens());
      if (M->isVirtual() && !M->hasAttr<FinalAttr>() &&
          !M->getParent()->isEffectivelyFinal() &&
          !(Member && Member->hasQualifier()))
        return unknown("'" + shortName(*M) + "' is virtual");
      // std::function and its like run anybody's code.
      if (TuAccesses.isLibrary(*M) && M->getOverloadedOperator() == OO_Call &&
          !isAFunction(C))
        return unknown("calls a function object");
    }
    if (TuAccesses.isLibrary(*Callee) || Callee->getBuiltinID()) {
      if (Callee->isExternC() && !onlyComputes(*Callee))
        return unknown("'" + shortName(*Callee) + "' is a C function");
      return;
    }
    take(TuAccesses.ofBody(*Callee));
  }

  /// A constant object without state: a library's way to spell a function.
  static bool isAFunction(const CallExpr &Call) {
    const Expr *Object = nullptr; // there may be none: `static operator()`
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(&Call))
      Object = M->getImplicitObjectArgument();
    else if (isa<CXXOperatorCallExpr>(Call) && Call.getNumArgs())
      Object = Call.getArg(0);
    const auto *Ref =
        Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const CXXRecordDecl *R = Object ? recordOf(Object->getType()) : nullptr;
    return V && V->hasGlobalStorage() && V->getType().isConstQualified() && R &&
           R->hasDefinition() && R->isEmpty();
  }

  /// What a model knows. True: nothing more to find out.
  bool model(const FunctionDecl &Callee, const Stmt &Call) {
    const FunctionModel *M = TuAccesses.TuEffects.modelOf(Callee);
    if (!M)
      return false;
    if (!M->reachesOut())
      return true;
    bool OnlyTalks = !M->Ordered.empty() && !M->Blocking && !M->Looping &&
                     !M->Spawns && M->Moves == FunctionModel::Stays;
    if (OnlyTalks && isOnItsOwn(Call)) {
      Out.TalksOnItsOwn = true;
      return true;
    }
    unknown("'" + shortName(Callee) + "' " +
            (M->Ordered.empty() ? "reaches out of the coroutine" : M->Ordered));
    Out.Is = CallAccesses::Ordered;
    return true;
  }

  /// The C functions that the compiler itself knows to work on their arguments.
  bool onlyComputes(const FunctionDecl &F) const {
    unsigned Id = F.getBuiltinID();
    if (!Id)
      return false;
    StringRef Name = F.getName();
    const Builtin::Context &Known = TuAccesses.Ast.BuiltinInfo;
    return Known.isConst(Id) || Known.isPure(Id) || Name.starts_with("mem") ||
           Name.starts_with("str") ||
           // There is no such function: the compiler's own words.
           !(Known.isLibFunction(Id) || Known.isPredefinedLibFunction(Id));
  }
};

bool Accesses::isLibrary(const FunctionDecl &F) const {
  const SourceManager &Sources = Ast.getSourceManager();
  return Sources.isInSystemHeader(Sources.getExpansionLoc(F.getLocation()));
}

static std::string unseen(const FunctionDecl &F) {
  return "the body of '" + shortName(F) + "' is not seen here";
}

CallAccesses Accesses::ofBody(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  const FunctionDecl *Key = F.getCanonicalDecl();
  if (auto It = Bodies.find(Key); It != Bodies.end()) {
    if (auto In = LoopOf.find(Key); In != LoopOf.end())
      LoopsBackTo = std::min(LoopsBackTo, In->second);
    return It->second;
  }
  CallAccesses Found;
  const size_t Depth = Reading.size(), Before = Provisional.size();
  // A recursive call adds nothing that the first does not touch.
  if (!Reading.insert(Key)) {
    LoopsBackTo = std::min<size_t>(LoopsBackTo,
                                   llvm::find(Reading, Key) - Reading.begin());
    return Found;
  }
  const size_t Outer = std::exchange(LoopsBackTo, NoLoop);
  if (F.hasBody(Definition))
    BodyReader(*this, Found, Definition).read(Definition->getBody());
  else if (F.isExternallyVisible())
    Found.Is = CallAccesses::Unseen, Found.Elsewhere = {Key};
  else
    Found.giveUp(unseen(F));
  Reading.pop_back();
  const size_t Loop = std::exchange(LoopsBackTo, Outer);
  if (Loop < Depth) {
    Provisional.push_back(Key);
    LoopOf[Key] = Loop;
    LoopsBackTo = std::min(Outer, Loop);
  } else {
    // Each of those that call each other in a circle comes to all of them.
    for (const FunctionDecl *Part : llvm::drop_begin(Provisional, Before)) {
      LoopOf.erase(Part);
      CallAccesses &Of = Bodies[Part];
      if (Part->hasBody(Definition) && Of.isKnown())
        BodyReader(*this, Of, Definition).take(Found);
    }
    Provisional.resize(Before);
  }
  return Bodies[Key] = std::move(Found);
}

/// What a call gives its callee.
std::vector<ArgumentBinding> Accesses::bindingsOf(const CallExpr &Call,
                                                  const FunctionDecl &F) {
  std::vector<ArgumentBinding> Bindings;
  auto Give = [&](const Expr &What, unsigned To) -> ArgumentBinding & {
    CallAccesses In;
    BodyReader(*this, In, nullptr).read(&What);
    ArgumentBinding &L = Bindings.emplace_back();
    L.To = To;
    L.Objects = std::move(In.Objects);
    if (!In.isKnown())
      L.Unknown = std::move(In.Why);
    L.Elsewhere = std::move(In.Elsewhere);
    return L;
  };
  unsigned Shift =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(F) ? 1 : 0;
  for (unsigned I = Shift; I < Call.getNumArgs(); ++I) {
    const Expr *A = Call.getArg(I);
    if (isa<CXXDefaultArgExpr>(A))
      continue;
    ArgumentBinding &L = Give(*A, I - Shift);
    bool IsNamed = I - Shift < F.getNumParams();
    QualType P = IsNamed ? F.getParamDecl(I - Shift)->getType() : QualType();
    L.IsMoved = A->IgnoreParenImpCasts()->isXValue() ||
                (IsNamed && P->isRValueReferenceType() && A->isGLValue() &&
                 !isa<MaterializeTemporaryExpr>(A));
    L.MayChange = !IsNamed || (isHandle(P) && !isReadOnly(P));
    if (!IsNamed && !L.Unknown)
      L.Unknown = "has variable arguments";
  }
  const Expr *Receiver = nullptr;
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(&Call))
    Receiver = M->getImplicitObjectArgument();
  else if (Shift)
    Receiver = Call.getArg(0);
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if (Receiver && Method && !Method->isStatic()) {
    ArgumentBinding &L = Give(*Receiver, ArgumentBinding::Receiver);
    L.IsThis = isa<CXXThisExpr>(Receiver->IgnoreParenImpCasts());
    L.MayChange = !Method->isConst();
  }
  return Bindings;
}

/// What a body that is not read can reach: what it is given to write to.
static std::vector<Access> reachable(ArrayRef<ArgumentBinding> Bindings) {
  std::vector<Access> Objects;
  for (const ArgumentBinding &L : Bindings)
    for (Access T : L.Objects) {
      T.Writes |= L.MayChange;
      Objects.push_back(T);
    }
  return Objects;
}

CallAccesses Accesses::seen(const CallExpr &Call) {
  CallAccesses Result;
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F) {
    Result.giveUp("is called through a pointer");
    return Result;
  }
  if (isLibrary(*F)) {
    // Its body is not ours to read, and what it waits for is of the world.
    Result.giveUp("'" + shortName(*F) + "' is a library's");
    Result.Is = CallAccesses::Ordered;
    return Result;
  }
  const CallAccesses Inner = ofBody(*F);
  Result.Is = Inner.Is;
  Result.Why = Inner.Why;
  Result.Bindings = bindingsOf(Call, *F);
  Result.Elsewhere = Inner.Elsewhere;
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (Result.isKnown() && Method && Method->isVirtual())
    Result.giveUp("'" + shortName(*F) + "' is virtual");
  auto Make = [&](const ArgumentBinding &L) {
    if (L.Unknown && Result.isKnown())
      Result.giveUp(*L.Unknown);
    addNew(Result.Elsewhere, L.Elsewhere);
  };
  const FunctionDecl *Definition = nullptr;
  if (Result.Is != CallAccesses::Known || !F->hasBody(Definition)) {
    llvm::for_each(Result.Bindings, Make);
    Result.Objects = reachable(Result.Bindings);
    return Result;
  }

  // Each argument touches what it mentions: as a read if the body only reads
  // the parameter or gets a copy, as a write otherwise.
  auto Add = [&](const ArgumentBinding &L, bool Writes) {
    for (Access T : L.Objects) {
      T.Writes |= Writes;
      Result.Objects.push_back(T);
    }
  };
  for (const ArgumentBinding &L : Result.Bindings) {
    auto IsIt = [&](const Access &T) {
      return L.To == ArgumentBinding::Receiver
                 ? !T.Object
                 : L.To < Definition->getNumParams() &&
                       T.Object == Definition->getParamDecl(L.To);
    };
    bool Writes = llvm::any_of(
        Inner.Objects, [&](const Access &T) { return IsIt(T) && T.Writes; });
    if (L.To != ArgumentBinding::Receiver) {
      Make(L);
      Add(L, Writes || L.IsMoved);
    } else if (L.IsThis) {
      llvm::copy_if(Inner.Objects, std::back_inserter(Result.Objects), IsIt);
    } else if (llvm::any_of(Inner.Objects, IsIt)) {
      Make(L);
      Add(L, Writes);
    }
  }
  for (const Access &T : Inner.Objects) {
    const auto *V = dyn_cast_or_null<VarDecl>(T.Object);
    if (T.isGlobal() || (V && V->getParentFunctionOrMethod() !=
                                  static_cast<const DeclContext *>(Definition)))
      Result.Objects.push_back(T);
  }
  Result.LeavesNoTrace =
      !Inner.TalksOnItsOwn &&
      llvm::none_of(Inner.Objects, [](const Access &T) { return T.Writes; });
  Result.TalksOnItsOwn = Inner.TalksOnItsOwn;
  Result.Throws = Inner.Throws;
  Result.Suspends = Inner.Suspends;
  return Result;
}

CallAccesses Accesses::of(const CallExpr &Call) {
  CallAccesses Result = seen(Call);
  if (Result.isKnown() && !Result.Elsewhere.empty()) {
    Result.giveUp(unseen(*Result.Elsewhere.front()));
    Result.LeavesNoTrace = Result.Throws = Result.Suspends = false;
    Result.Objects = reachable(Result.Bindings);
  }
  return Result;
}

static bool overlap(const Access &A, const Access &B) {
  if (!A.Writes && !B.Writes)
    return false;
  if (A.Object == B.Object)
    return !A.Field || !B.Field || A.Field == B.Field || A.MayAlias ||
           B.MayAlias;
  return A.MayAlias || B.MayAlias;
}

bool Accesses::disjoint(const CallAccesses &A, const CallAccesses &B) {
  if (!A.isKnown() || !B.isKnown())
    return false;
  for (const Access &L : A.Objects)
    for (const Access &R : B.Objects)
      if (overlap(L, R))
        return false;
  return true;
}

bool Accesses::conflict(const CallAccesses &A, const CallAccesses &B) {
  for (const Access &L : A.Objects)
    for (const Access &R : B.Objects)
      if (overlap(L, R))
        return true;
  return false;
}

} // namespace corolint
