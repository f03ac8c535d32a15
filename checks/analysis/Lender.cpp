#include "checks/analysis/Lender.h"
#include "checks/analysis/LaterUse.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace corolint {

static bool isOf(const VarDecl &V, const Body &In) {
  return In.Fn && V.getDeclContext() == In.Fn;
}

/// The class of what `std::make_shared<Session>()` makes; null: it is no such
/// call.
static const CXXRecordDecl *madeShared(const Expr &E) {
  const auto *C = dyn_cast<CallExpr>(valueOf(&E));
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  if (!F || !F->isInStdNamespace() || !F->getIdentifier() ||
      (F->getName() != "make_shared" && F->getName() != "allocate_shared"))
    return nullptr;
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      C->getType()->getAsCXXRecordDecl());
  return S && S->getTemplateArgs()[0].getKind() == TemplateArgument::Type
             ? recordOf(S->getTemplateArgs()[0].getAsType())
             : nullptr;
}

/// May a member of an object that can give out pointers to itself do so, or
/// give the object to somebody who can, by the members that it calls?
static bool mayKeepItself(const CXXMethodDecl *Called) {
  // `this`, or `*this`
  auto IsItself = [](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      E = U->getSubExpr()->IgnoreParenImpCasts();
    return isa<CXXThisExpr>(E);
  };
  llvm::SmallSetVector<const CXXMethodDecl *, 8> Queue;
  Queue.insert(Called);
  for (size_t I = 0; I != Queue.size(); ++I) {
    const CXXMethodDecl *M = Queue[I];
    const FunctionDecl *Definition = nullptr;
    if (!M || M->isVirtual() || !M->hasBody(Definition) ||
        M->getASTContext().getSourceManager().isInSystemHeader(
            M->getLocation()))
      return true;
    bool IsGiven = false;
    forEachIn(Definition->getBody(), [&](const Stmt &S) {
      if (const auto *Call = dyn_cast<CallExpr>(&S))
        IsGiven |= llvm::any_of(Call->arguments(), IsItself);
      else if (const auto *Made = dyn_cast<CXXConstructExpr>(&S))
        IsGiven |= llvm::any_of(Made->arguments(), IsItself);
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&S))
        if (const Expr *Of = Member->getImplicitObjectArgument();
            Of && IsItself(Of))
          Queue.insert(Member->getMethodDecl());
    });
    if (IsGiven)
      return true;
  }
  return false;
}

static const VarDecl *namedBy(const Expr *E) {
  const auto *Ref =
      dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  return dyn_cast_or_null<VarDecl>(Ref ? Ref->getDecl() : nullptr);
}

/// The variable of `*p` and `p->`; null: it is none of these.
static const VarDecl *lookedThrough(const Stmt &S) {
  const auto *O = dyn_cast<CXXOperatorCallExpr>(&S);
  return O && (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star)
             ? namedBy(O->getArg(0))
             : nullptr;
}

static bool takesWhatIsOwned(const CXXMethodDecl *M) {
  return M && M->getIdentifier() &&
         (M->getName() == "release" || M->getName() == "swap" ||
          M->getName() == "extract" || M->getName() == "merge");
}

/// One pass over the body, for all of its variables.
void Lenders::addUses(const Stmt &S, UsesByVariable &To) {
  auto Add = [&](const VarDecl *V, unsigned VariableUse::*What) {
    if (V)
      ++(To[V].*What);
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return Add(dyn_cast<VarDecl>(Ref->getDecl()), &VariableUse::Names);
  Add(lookedThrough(S), &VariableUse::LooksThrough);
  if (const auto *M = dyn_cast<MemberExpr>(&S)) {
    if (isa<FieldDecl>(M->getMemberDecl()))
      Add(namedBy(M->getBase()), &VariableUse::Reads);
  } else if (const auto *C = dyn_cast<CXXConstructExpr>(&S)) {
    if (C->getConstructor()->isCopyOrMoveConstructor())
      Add(namedBy(valueOf(C)), &VariableUse::Reads);
  } else if (const auto *L = dyn_cast<LambdaExpr>(&S)) {
    for (const Expr *Init : L->capture_inits())
      forEachIn(Init, [&](const Stmt &Part) {
        if (const auto *Ref = dyn_cast<DeclRefExpr>(&Part))
          if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl())) {
            ++To[V].Names;
            To[V].IsGivenAway = true;
          }
      });
  } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(&S)) {
    const Expr *Object = C->getImplicitObjectArgument();
    if (const VarDecl *V = namedBy(Object);
        V && takesWhatIsOwned(C->getMethodDecl()))
      To[V].IsGivenAway = true;
    if (Object)
      if (const VarDecl *V = lookedThrough(*Object->IgnoreParenImpCasts()))
        To[V].Calls.push_back(C->getMethodDecl());
  }
  const auto *B = dyn_cast<BinaryOperator>(&S);
  const auto *O = dyn_cast<CXXOperatorCallExpr>(&S);
  const Expr *Into = nullptr, *What = nullptr;
  if (B && B->isAssignmentOp()) {
    Into = B->getLHS();
    What = B->getRHS();
  } else if (O && O->isAssignmentOp()) {
    Into = O->getArg(0);
    What = O->getArg(1);
  }
  if (const auto *M =
          Into ? dyn_cast<MemberExpr>(Into->IgnoreParenImpCasts()) : nullptr)
    if (const VarDecl *V = namedBy(M->getBase()))
      To[V].Assigned.emplace_back(M->getMemberDecl(), What);
  const auto *C = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = C && !O ? C->getDirectCallee() : nullptr;
  for (unsigned I = 0; F && I < C->getNumArgs() && I < F->getNumParams(); ++I) {
    QualType P = F->getParamDecl(I)->getType();
    if (P->isReferenceType() && !P->getPointeeType().isConstQualified())
      if (const VarDecl *V = namedBy(C->getArg(I)))
        To[V].IsGivenAway = true;
  }
}

const Lenders::VariableUse &Lenders::useOf(const VarDecl &V, const Body &In) {
  auto [It, IsNew] = Uses.try_emplace(&In);
  if (IsNew)
    forEachIn(In.Root, [&](const Stmt &S) { addUses(S, It->second); });
  return It->second[&V];
}

/// `auto session = std::make_shared<Session>();`, of which nobody gets a copy:
/// the function only calls what it points to, and that does not keep itself.
bool Lenders::isTheOnlyPointer(const Expr &E, const Body &In) {
  const VarDecl *V = namedBy(&E);
  const CXXRecordDecl *Made =
      V && V->hasInit() && isOf(*V, In) && !V->getType()->isReferenceType()
          ? madeShared(*V->getInit())
          : nullptr;
  if (!Made)
    return false;
  const VariableUse &Use = useOf(*V, In);
  if (!hasMember(*Made, "shared_from_this"))
    return Use.Names == Use.LooksThrough;
  return Use.Names == Use.Calls.size() &&
         llvm::none_of(Use.Calls, mayKeepItself);
}

/// Has nobody else a copy of this pointer?
bool Lenders::isMadeForNobodyElse(const Expr &E, const Body &In) {
  if (const CXXRecordDecl *Made = madeShared(E))
    return !hasMember(*Made, "shared_from_this");
  return isTheOnlyPointer(E, In);
}

/// The container or pointer whose element this is: `v[0]`, `v.front()`, `*p`,
/// `p->field` for the only owner of what it gives. Null: it is none.
const Expr *Lenders::ownerIn(const Expr &E, const Body &In) {
  const Expr *Of = nullptr;
  if (const auto *M = dyn_cast<MemberExpr>(&E)) {
    const auto *Arrow =
        M->isArrow() ? dyn_cast<CXXOperatorCallExpr>(M->getBase()) : nullptr;
    if (Arrow && Arrow->getOperator() == OO_Arrow)
      Of = Arrow->getArg(0);
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&E)) {
    OverloadedOperatorKind Kind = O->getOperator();
    if (Kind == OO_Arrow ||
        (O->isGLValue() && (Kind == OO_Star || Kind == OO_Subscript)))
      Of = O->getArg(0);
  } else if (const auto *C = dyn_cast<CXXMemberCallExpr>(&E)) {
    if (C->isGLValue())
      Of = C->getImplicitObjectArgument();
  }
  if (!Of || !(isOwner(Of->getType().getNonReferenceType()) ||
               isMadeForNobodyElse(*Of, In)))
    return nullptr;
  return Of;
}

/// May somebody else have what this owner had? It is moved, or given to a
/// function that may take it.
bool Lenders::isGivenAway(const VarDecl &V, const Body &In) {
  return useOf(V, In).IsGivenAway;
}

/// What a pointer points into: `text` of `text.data()`, `x` of `&x`.
static const Expr *pointedInto(const Expr &Pointer) {
  const Expr *E = Pointer.IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return U->getOpcode() == UO_AddrOf ? U->getSubExpr() : nullptr;
  const auto *C = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *M = C ? C->getMethodDecl() : nullptr;
  bool IsAsked = M && M->getIdentifier() && C->isPRValue() &&
                 C->getType()->isPointerType() && C->getNumArgs() == 0 &&
                 M->getName() != "release";
  const Expr *Of = IsAsked ? C->getImplicitObjectArgument() : nullptr;
  return Of && isOwner(Of->getType()) ? Of : nullptr;
}

Lender Lenders::ofView(const Expr &Of, const Body &In) {
  const Expr *E = Of.IgnoreParenImpCasts();
  const Expr *Object = nullptr;
  if (E->getType()->isArrayType())
    Object = E;
  else if (isOwner(E->getType()))
    Object = &Of;
  else if (E->getType()->isPointerType())
    Object = pointedInto(*E);
  Lender L = Object ? of(*Object, In) : Lender();
  if (L.Var && E->getType()->isPointerType() && isGivenAway(*L.Var, In))
    return {};
  L.IsViewed = true;
  return L;
}

/// The range that this is an element of, in a loop over it, if the range has
/// its elements itself. Null: it is none.
static const Expr *rangeOf(const Expr &Element) {
  const Expr *At = nullptr;
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&Element))
    At = O->isGLValue() && O->getOperator() == OO_Star ? O->getArg(0) : nullptr;
  else if (const auto *U = dyn_cast<UnaryOperator>(&Element))
    At = U->getOpcode() == UO_Deref ? U->getSubExpr() : nullptr;
  const auto *Ref =
      dyn_cast_or_null<DeclRefExpr>(At ? At->IgnoreParenImpCasts() : nullptr);
  const auto *Begin = dyn_cast_or_null<VarDecl>(Ref ? Ref->getDecl() : nullptr);
  if (!Begin || !Begin->isImplicit() || !Begin->getInit())
    return nullptr;
  const Expr *Range = valueOf(Begin->getInit());
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(Range))
    Range = M->getImplicitObjectArgument();
  QualType Is = Range->getType();
  return Is->isArrayType() || isOwner(Is) ? Range : nullptr;
}

/// The variable that a name stands for, or is an element of. Null: none that is
/// seen.
static const VarDecl *variableOf(const ValueDecl &Name) {
  const auto *B = dyn_cast<BindingDecl>(&Name);
  if (!B)
    return dyn_cast<VarDecl>(&Name);
  // A pair of references is taken apart into somebody else's objects.
  if (B->getType()->isReferenceType())
    return nullptr;
  return dyn_cast_or_null<VarDecl>(B->getDecomposedDecl());
}

/// What a local reference is bound to. Null: it is none, or that is not seen.
static const Expr *boundTo(const VarDecl &V) {
  return V.getType()->isReferenceType() && !isa<ParmVarDecl>(V) ? V.getInit()
                                                                : nullptr;
}

static bool isLocal(const VarDecl *V, const Body &In) {
  return V && V->hasLocalStorage() && isOf(*V, In);
}

Lender Lenders::of(const VarDecl &V, const Body &In) {
  if (!isLocal(&V, In))
    return {};
  Lender L;
  if (!V.getType()->isReferenceType())
    L = {Lender::Local, nullptr, &V};
  else if (const Expr *Init = boundTo(V))
    L = of(*Init, In);
  L.Name = &V;
  return L;
}

/// References that are made of each other.
static constexpr unsigned MaxReferences = 8;

Lender Lenders::of(const Expr &Object, const Body &In) {
  const Expr *E = &Object;
  bool IsOwned = false;
  const ValueDecl *Name = nullptr;
  for (unsigned References = 0; References != MaxReferences;) {
    if (const auto *P = dyn_cast<ParenExpr>(E)) {
      E = P->getSubExpr();
    } else if (const auto *C = dyn_cast<CastExpr>(E)) {
      switch (C->getCastKind()) {
      case CK_NoOp:
      case CK_DerivedToBase:
      case CK_UncheckedDerivedToBase:
      case CK_LValueBitCast:
      case CK_ConstructorConversion:
        E = C->getSubExpr();
        break;
      default:
        return {};
      }
    } else if (const auto *F = dyn_cast<FullExpr>(E)) {
      E = F->getSubExpr();
    } else if (const Expr *Owner = ownerIn(*E, In)) {
      IsOwned = true;
      E = Owner;
    } else if (const Expr *Range = rangeOf(*E)) {
      IsOwned = true;
      E = Range;
    } else if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
      if (M->getStorageDuration() == SD_FullExpression && !Name)
        return {Lender::Temporary, M};
      // A reference that it is bound to makes it live as long.
      const auto *By = dyn_cast_or_null<VarDecl>(M->getExtendingDecl());
      if (isLocal(By, In))
        return {Lender::Local, E, By, Name ? Name : By};
      return {};
    } else if (const auto *M = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
      if (M->isArrow() || !Field || Field->getType()->isReferenceType())
        return {};
      E = M->getBase();
    } else if (const auto *C = dyn_cast<CallExpr>(E);
               C && (C->isCallToStdMove() ||
                     C->getBuiltinCallee() == Builtin::BIforward)) {
      E = C->getArg(0);
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const VarDecl *V = variableOf(*Ref->getDecl());
      if (!isLocal(V, In) || Ref->refersToEnclosingVariableOrCapture())
        return {};
      if (!Name)
        Name = Ref->getDecl();
      // By this name or by that of what it refers to.
      if (IsOwned && isGivenAway(*V, In))
        return {};
      if (!V->getType()->isReferenceType())
        return {Lender::Local, E, V, Name};
      E = boundTo(*V);
      if (!E)
        return {};
      ++References;
    } else if (E->isPRValue() && E->getType()->isRecordType() && !Name) {
      return {Lender::Temporary, E};
    } else {
      return {};
    }
  }
  return {};
}

/// Of a view that is made of an owner for the call, or of a view of it.
Lender Lenders::ofMadeView(const Expr &View, const Body &In) {
  for (const Expr *E = valueOf(&View); E;) {
    const Expr *Of = nullptr;
    if (const auto *C = dyn_cast<CXXFunctionalCastExpr>(E)) {
      E = valueOf(C->getSubExpr());
      continue;
    }
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      // What an element is a view of is another's: `views.front()`.
      Of = C->isPRValue() ? C->getImplicitObjectArgument() : nullptr;
    } else if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
      Of = C->getNumArgs() ? C->getArg(0) : nullptr;
    } else if (const auto *C = dyn_cast<CallExpr>(E)) {
      // `std::cref(row)`: of any object.
      if (C->getNumArgs() == 1 && C->getDirectCallee() &&
          C->getDirectCallee()->isInStdNamespace() && C->getArg(0)->isGLValue())
        return of(*C->getArg(0), In);
    }
    if (!Of)
      return {};
    const Expr *Array = Of->IgnoreParenImpCasts();
    if (Array->getType()->isArrayType())
      return of(*Array, In);
    if (isOwner(Of->getType()))
      return of(*Of, In);
    if (Of->getType()->isPointerType())
      return ofView(*Of, In);
    E = isView(Of->getType()) ? valueOf(Of) : nullptr;
  }
  return {};
}

/// Is there nothing in it that could be read: a tag, an allocator, a function
/// object? A class with members that change it has something, wherever it is.
static bool isNothing(const CXXRecordDecl &R) {
  return R.isEmpty() && llvm::none_of(R.methods(), [](const CXXMethodDecl *M) {
           return M->isUserProvided() && M->isInstance() && !M->isConst() &&
                  !isa<CXXConstructorDecl, CXXDestructorDecl>(M) &&
                  !M->isOverloadedOperator();
         });
}

Lender Lenders::to(QualType Type, const Expr &Given, const Body &In) {
  if (Type->isReferenceType()) {
    const CXXRecordDecl *R = Given.getType()->getAsCXXRecordDecl();
    if (R && R->hasDefinition() && isNothing(*R->getDefinition()))
      return {};
    return of(Given, In);
  }
  if (!Type->isPointerType())
    return isView(Type) ? ofMadeView(Given, In) : Lender();
  const Expr *E = Given.IgnoreParens();
  while (const auto *C = dyn_cast<ImplicitCastExpr>(E)) {
    if (C->getCastKind() == CK_ArrayToPointerDecay)
      return of(*C->getSubExpr(), In);
    if (C->getCastKind() != CK_NoOp && C->getCastKind() != CK_DerivedToBase &&
        C->getCastKind() != CK_BitCast)
      return {};
    E = C->getSubExpr()->IgnoreParens();
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_AddrOf)
    return of(*U->getSubExpr(), In);
  return isa<CXXMemberCallExpr>(E) ? ofView(*E, In) : Lender();
}

/// What a field of a local class without constructors was given: in the list
/// that the local begins with, or by one assignment. Null: nothing, more than
/// once, or the local is more than read, so that others may do so.
const Expr *Lenders::givenTo(const FieldDecl &Field, const VarDecl &V,
                             const Body &In) {
  const RecordDecl *R = V.getType()->getAsRecordDecl();
  if (!R || R != Field.getParent() || !isLocal(&V, In) || isa<ParmVarDecl>(V))
    return nullptr;
  const VariableUse &Use = useOf(V, In);
  if (Use.Names != Use.Reads)
    return nullptr;
  SmallVector<const Expr *, 2> Given;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(
          V.getInit() ? valueOf(V.getInit())->IgnoreParenCasts() : nullptr);
      List && Field.getFieldIndex() < List->getNumInits())
    if (const Expr *Init = List->getInit(Field.getFieldIndex());
        !isa<ImplicitValueInitExpr, CXXDefaultInitExpr>(Init))
      Given.push_back(Init);
  for (const auto &[Into, What] : Use.Assigned)
    if (Into == &Field)
      Given.push_back(What);
  return Given.size() == 1 ? Given.front() : nullptr;
}

SmallVector<LentField, 2> Lenders::by(const Expr &Given, QualType Type,
                                      const Body &In) {
  SmallVector<LentField, 2> All;
  const Expr *Object = valueOf(valueOf(&Given)->IgnoreParenCasts());
  const auto *List = dyn_cast<InitListExpr>(Object);
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Local = dyn_cast_or_null<VarDecl>(Ref ? Ref->getDecl() : nullptr);
  const RecordDecl *R = Type->getAsRecordDecl();
  if (!R || R != Object->getType()->getAsRecordDecl() || (!List && !Local))
    return All;
  for (const FieldDecl *Field : R->fields()) {
    if (!refersOn(Field->getType()))
      continue;
    const Expr *Init = nullptr;
    if (Local)
      Init = givenTo(*Field, *Local, In);
    else if (Field->getFieldIndex() < List->getNumInits())
      Init = List->getInit(Field->getFieldIndex());
    Lender From = Init ? to(Field->getType(), *Init, In) : Lender();
    // What ended where the local was given it is of no coroutine's making.
    if (List || From.Is == Lender::Local)
      All.push_back({Field, Local ? &Given : Init, From});
  }
  return All;
}

} // namespace corolint
