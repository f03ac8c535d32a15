#include "checks/analysis/ElementNames.h"
#include "checks/analysis/LaterUse.h"
#include "checks/facts/Copyable.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint {

static bool hasOperator(const CXXRecordDecl &R, OverloadedOperatorKind Op) {
  return !members(&R, R.getASTContext().DeclarationNames.getCXXOperatorName(Op))
              .empty();
}

/// Does it own one object, and is the only one to?
static bool isOnlyOwner(QualType T) {
  const CXXRecordDecl *R = readable(recordOf(T));
  if (!R || containerOf(T))
    return false;
  return hasOperator(*R, OO_Arrow) && !isCopyable(*R);
}

/// Are both parts of the same object, or the same global?
bool SharedContainer::isBesideThe(const SharedContainer &Other) const {
  return Global == Other.Global &&
         (Global || (Class && Other.Class && areKin(*Class, *Other.Class)));
}

bool SharedContainer::operator==(const SharedContainer &Other) const {
  return Name == Other.Name && IsBox == Other.IsBox && isBesideThe(Other);
}

bool SharedContainer::has(const SharedContainer &Other) const {
  if (*this == Other)
    return true;
  StringRef Rest = Other.Name;
  return IsBox && isBesideThe(Other) && Rest.consume_front(Name) &&
         (Rest.starts_with(".") || (Rest.empty() && !Other.IsBox));
}

/// The class that a body is a member of; a lambda's is that of the function it
/// stands in.
static const CXXRecordDecl *classOf(const Body &B) {
  for (const Body *At = &B; At; At = At->Outer) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(At->Fn);
    if (!M || !M->getParent()->isLambda())
      return M ? M->getParent() : nullptr;
  }
  return nullptr;
}

/// The class that a pointer, or a smart one, refers to an object of.
static const CXXRecordDecl *pointeeOf(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return recordOf(T->getPointeeType());
  const auto *S =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!S || !S->hasDefinition() || !hasOperator(*S, OO_Arrow) ||
      !S->getTemplateArgs().size() ||
      S->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return recordOf(S->getTemplateArgs()[0].getAsType());
}

std::optional<SharedContainer> sharedContainer(const Expr &E, const Body &In) {
  bool IsBox = E.isGLValue() && boxOf(E.getType());
  if (!E.isGLValue() || (!IsBox && !containerOf(E.getType())))
    return std::nullopt;
  std::optional<ObjectPath> P = pathOf(E);
  // What a call gives, or an element of something, may be another each time.
  if (!P || P->Name.empty() || P->Name.find_first_of("([") != std::string::npos)
    return std::nullopt;
  SharedContainer S;
  S.Name = P->Name;
  S.IsBox = IsBox;
  const auto *V = dyn_cast_or_null<VarDecl>(P->Root);
  const CXXRecordDecl *Class = classOf(In);
  if (Class && V && !V->hasGlobalStorage()) {
    // `self->rooms_`: an object of the class that others have as well.
    const CXXRecordDecl *Of = pointeeOf(V->getType());
    std::string Root = V->getNameAsString() + ".";
    if (!Of || !areKin(*Of, *Class) || !StringRef(S.Name).starts_with(Root))
      return std::nullopt;
    S.Name = S.Name.substr(Root.size());
  }
  if (!P->Root || (V && !V->hasGlobalStorage())) {
    S.Class = Class;
    return S.Class ? std::optional(S) : std::nullopt;
  }
  if (!V || V->getTLSKind() != VarDecl::TLS_None)
    return std::nullopt;
  S.Global = V;
  return S;
}

namespace {

class NameSearch {
  const Body &B;
  const bool IsHelper; ///< Of a function that another one calls.
  NamedElements Found;

  struct Part {
    enum { Itself, Element, Owned, Iterator } Is = Itself;
    SharedContainer Of;
    Container Kind;
  };
  llvm::DenseMap<const FunctionDecl *, std::optional<Part>> GivenBy;

public:
  explicit NameSearch(const Body &B, bool IsHelper = false)
      : B(B), IsHelper(IsHelper) {}

  NamedElements run() {
    search();
    return std::move(Found);
  }

private:
  void search() {
    // A name may be made of one that is given something further down.
    for (size_t Before = ~size_t(0); Before != Found.size();) {
      Before = Found.size();
      look(B.Root, nullptr);
    }
  }

  /// What a member of the same object gives: `find(id)`, `row(key)`.
  std::optional<Part> givenBy(const CXXMemberCallExpr &C) {
    if (IsHelper ||
        !isa<CXXThisExpr>(C.getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return std::nullopt;
    Body Helper;
    Helper.Fn = definitionOf(C);
    Helper.Root = Helper.Fn ? Helper.Fn->getBody() : nullptr;
    if (!Helper.Root || isa<CoroutineBodyStmt>(Helper.Root))
      return std::nullopt;
    auto [Known, IsNew] = GivenBy.try_emplace(Helper.Fn);
    if (!IsNew)
      return Known->second;
    NameSearch In(Helper, /*IsHelper=*/true);
    In.search();
    std::optional<Part> Given;
    forEachIn(Helper.Root, [&](const Stmt &S) {
      const auto *R = dyn_cast<ReturnStmt>(&S);
      if (!R || !R->getRetValue() || Given)
        return;
      Given = Helper.Fn->getReturnType()->isReferenceType()
                  ? In.object(R->getRetValue())
                  : In.nameOrValue(R->getRetValue());
      if (Given && Given->Is == Part::Itself)
        Given.reset();
    });
    GivenBy[Helper.Fn] = Given;
    return Given;
  }

  static Part as(Part P, decltype(Part::Is) Is) {
    // What an element owns stays what it is, however deep.
    if (P.Is != Part::Owned || Is == Part::Iterator)
      P.Is = P.Is == Part::Owned ? Part::Owned : Is;
    return P;
  }

  const NamedElement *named(const ValueDecl *V) const {
    auto It = Found.find(V);
    return It == Found.end() ? nullptr : &It->second;
  }
  static Part partOf(const NamedElement &N) {
    return {N.Is == ElementName::Iterator ? Part::Iterator
            : N.Is == ElementName::Owned  ? Part::Owned
                                          : Part::Element,
            N.Of, N.Kind};
  }
  /// Is the variable the element itself, under another name?
  static bool isAlias(const ValueDecl &V) {
    if (const auto *Binding = dyn_cast<BindingDecl>(&V)) {
      const auto *Whole = cast<VarDecl>(Binding->getDecomposedDecl());
      return Whole->getType()->isReferenceType();
    }
    return V.getType()->isReferenceType();
  }

  /// The element that an expression is.
  std::optional<Part> object(const Expr *E) {
    E = E->IgnoreParens();
    if (const auto *F = dyn_cast<FullExpr>(E))
      return object(F->getSubExpr());
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return value(M->getSubExpr());
    if (const auto *C = dyn_cast<CastExpr>(E))
      return C->isGLValue() && C->getSubExpr()->isGLValue()
                 ? object(C->getSubExpr())
                 : std::nullopt;
    if (std::optional<SharedContainer> S = sharedContainer(*E, B))
      return Part{Part::Itself, *S,
                  containerOf(E->getType()).value_or(Container())};
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const NamedElement *N = named(Ref->getDecl());
      return N && isAlias(*Ref->getDecl()) ? std::optional(partOf(*N))
                                           : std::nullopt;
    }
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
      if (!F || F->getType()->isReferenceType())
        return std::nullopt;
      std::optional<Part> Base =
          M->isArrow() ? value(M->getBase()) : object(M->getBase());
      if (!Base || Base->Is == Part::Itself)
        return std::nullopt;
      // `.first` of what an insertion gives is an iterator; its other fields
      // are nobody's.
      if (Base->Is == Part::Iterator && !M->isArrow())
        return isIterator(F->getType()) ? Base : std::nullopt;
      return as(*Base, Part::Element);
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && U->getOpcode() == UO_Deref)
      return pointee(value(U->getSubExpr()));
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
      return pointee(value(A->getBase()));
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (!E->isLValue() || !O->getNumArgs())
        return std::nullopt;
      if (O->getOperator() == OO_Star && O->getNumArgs() == 1)
        return behind(O->getArg(0));
      if (O->getOperator() == OO_Subscript)
        return within(O->getArg(0));
      return std::nullopt;
    }
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      const Expr *On = C->getImplicitObjectArgument();
      if (E->isLValue() && boxOf(On->getType()))
        return behind(On);
      if (std::optional<Part> P = E->isLValue() ? givenBy(*C) : std::nullopt)
        return P;
      if (!E->isLValue() || !containerOf(On->getType()) ||
          sameTemplate(recordOf(On->getType()), recordOf(E->getType())))
        return std::nullopt;
      return within(On);
    }
    return std::nullopt;
  }

  /// What a name for this object would be a name of: the whole of what a box
  /// has, a string say, is an element of the box.
  std::optional<Part> referredTo(const Expr &E) {
    std::optional<Part> P = object(&E);
    if (!P || P->Is != Part::Itself)
      return P;
    const Expr *Own = E.IgnoreParenImpCasts();
    const Expr *Box = nullptr;
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Own))
      Box = O->getOperator() == OO_Star ? O->getArg(0) : nullptr;
    else if (const auto *C = dyn_cast<CXXMemberCallExpr>(Own))
      Box = C->getImplicitObjectArgument();
    return Box && boxOf(Box->getType()) ? behind(Box) : P;
  }

  static std::optional<Part> pointee(std::optional<Part> P) {
    if (!P || P->Is == Part::Itself)
      return std::nullopt;
    return as(*P, Part::Element);
  }

  /// What `*E` is of an iterator, or of an element that owns something.
  std::optional<Part> behind(const Expr *E) {
    if (isOnlyOwner(E->getType()) || boxOf(E->getType())) {
      std::optional<Part> P = object(E);
      if (!P || P->Is == Part::Iterator)
        return std::nullopt;
      bool IsOwned = P->Is != Part::Itself && isOnlyOwner(E->getType());
      return as(*P, IsOwned ? Part::Owned : Part::Element);
    }
    return isIterator(E->getType()) ? pointee(nameOrValue(E)) : std::nullopt;
  }

  /// An element of the container that `E` is; of one that is an element, it is
  /// what that owns.
  std::optional<Part> within(const Expr *E) {
    if (!containerOf(E->getType()))
      return std::nullopt;
    std::optional<Part> P = object(E);
    if (!P || P->Is == Part::Iterator)
      return std::nullopt;
    return as(*P, P->Is == Part::Itself ? Part::Element : Part::Owned);
  }

  /// The value of an expression that may be a variable which has it.
  std::optional<Part> nameOrValue(const Expr *E) {
    E = E->IgnoreParens();
    if (const auto *F = dyn_cast<FullExpr>(E))
      return nameOrValue(F->getSubExpr());
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return value(M->getSubExpr());
    if (const auto *C = dyn_cast<ImplicitCastExpr>(E);
        C &&
        (C->getCastKind() == CK_NoOp || C->getCastKind() == CK_DerivedToBase ||
         C->getCastKind() == CK_UncheckedDerivedToBase ||
         C->getCastKind() == CK_LValueToRValue))
      return nameOrValue(C->getSubExpr());
    if (const auto *C = dyn_cast<CallExpr>(E); C && C->isCallToStdMove())
      return nameOrValue(C->getArg(0));
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const NamedElement *N = named(Ref->getDecl());
      // A reference to an element that is itself a pointer says nothing of
      // where that points to; one to an iterator does.
      if (!N || (isAlias(*Ref->getDecl()) && N->Is != ElementName::Iterator))
        return std::nullopt;
      return partOf(*N);
    }
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return isIterator(M->getType()) && !M->isArrow()
                 ? iteratorOnly(nameOrValue(M->getBase()))
                 : std::nullopt;
    // An iterator that moves gives itself.
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
        O && O->isLValue() && isIterator(O->getType()))
      return iteratorOnly(nameOrValue(O->getArg(0)));
    return E->isPRValue() ? value(E) : std::nullopt;
  }

  static std::optional<Part> iteratorOnly(std::optional<Part> P) {
    return P && P->Is == Part::Iterator ? P : std::nullopt;
  }

  /// Does a call of a container give one, or a pair with one?
  static bool givesIterators(QualType T) {
    if (isIterator(T))
      return true;
    const CXXRecordDecl *R = recordOf(T);
    if (!R || !R->hasDefinition() || containerOf(T))
      return false;
    return llvm::any_of(R->fields(), [](const FieldDecl *F) {
      return isIterator(F->getType());
    });
  }

  /// What an iterator, a pointer or a view refers to.
  std::optional<Part> value(const Expr *E) {
    E = E->IgnoreParens();
    if (const auto *F = dyn_cast<FullExpr>(E))
      return value(F->getSubExpr());
    if (const auto *T = dyn_cast<CXXBindTemporaryExpr>(E))
      return value(T->getSubExpr());
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return value(M->getSubExpr());
    if (const auto *C = dyn_cast<CastExpr>(E)) {
      switch (C->getCastKind()) {
      case CK_LValueToRValue:
        return nameOrValue(C->getSubExpr());
      case CK_NoOp:
      case CK_ConstructorConversion:
      case CK_UserDefinedConversion:
      case CK_DerivedToBase:
      case CK_UncheckedDerivedToBase:
      case CK_BitCast:
        return value(C->getSubExpr());
      case CK_ArrayToPointerDecay:
        return pointee(object(C->getSubExpr()));
      default:
        return std::nullopt;
      }
    }
    if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
      if (!C->getNumArgs())
        return std::nullopt;
      // A view of a string.
      if (isView(C->getType()) && containerOf(C->getArg(0)->getType()))
        return within(C->getArg(0));
      if (isIterator(C->getType()) || isView(C->getType()) ||
          givesIterators(C->getType()))
        return nameOrValue(C->getArg(0));
      return std::nullopt;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E)) {
      if (U->getOpcode() == UO_AddrOf)
        return pointee(referredTo(*U->getSubExpr()));
      return std::nullopt;
    }
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (!O->getNumArgs())
        return std::nullopt;
      if (O->getOperator() == OO_Arrow)
        return behind(O->getArg(0));
      // `it + 1`, `it++`
      return isIterator(O->getType()) ? iteratorOnly(nameOrValue(O->getArg(0)))
                                      : std::nullopt;
    }
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      const Expr *On = C->getImplicitObjectArgument();
      QualType T = C->getType();
      if (containerOf(On->getType())) {
        std::optional<Part> P = object(On);
        if (!P || P->Is == Part::Iterator)
          return std::nullopt;
        if (givesIterators(T))
          return as(*P, P->Is == Part::Itself ? Part::Iterator : Part::Owned);
        if (T->isPointerType() || isView(T))
          return within(On);
        return std::nullopt;
      }
      // unique_ptr::get()
      if (T->isPointerType() && isOnlyOwner(On->getType()))
        return behind(On);
      if (T->isPointerType() || isIterator(T))
        return givenBy(*C);
      return std::nullopt;
    }
    if (const auto *Either = dyn_cast<ConditionalOperator>(E)) {
      std::optional<Part> P = nameOrValue(Either->getTrueExpr());
      return P ? P : nameOrValue(Either->getFalseExpr());
    }
    // std::find(rooms_.begin(), …), std::ranges::find(rooms_, …), std::next(it)
    if (const auto *C = dyn_cast<CallExpr>(E); C && isIterator(C->getType()))
      for (const Expr *A : C->arguments()) {
        if (containerOf(A->getType())) {
          std::optional<Part> P = object(A);
          if (P && P->Is == Part::Itself)
            return as(*P, Part::Iterator);
        } else if (std::optional<Part> P = iteratorOnly(nameOrValue(A))) {
          return P;
        }
      }
    return std::nullopt;
  }

  std::optional<Part> initialised(const VarDecl &V) {
    const Expr *Init = V.getInit();
    if (!Init || V.isStaticLocal())
      return std::nullopt;
    QualType T = V.getType();
    std::optional<Part> P;
    if (T->isReferenceType())
      P = referredTo(*Init);
    else if (T->isPointerType() || isIterator(T) || isView(T) ||
             givesIterators(T))
      P = nameOrValue(Init);
    return P && P->Is != Part::Itself ? P : std::nullopt;
  }

  void add(const ValueDecl &V, const Part &P, const Stmt &At,
           const CXXForRangeStmt *Loop) {
    auto [It, New] = Found.insert({&V, NamedElement()});
    NamedElement &N = It->second;
    N.MadeAnewAt.insert(&At);
    if (!New)
      return;
    N.Is = P.Is == Part::Iterator ? ElementName::Iterator
           : P.Is == Part::Owned  ? ElementName::Owned
                                  : ElementName::Reference;
    N.Of = P.Of;
    N.Kind = P.Kind;
    N.MadeAt = &At;
    N.Loop = V.isImplicit() ? Loop : nullptr;
    const auto *Part = dyn_cast<BindingDecl>(&V);
    const auto *Whole =
        dyn_cast<VarDecl>(Part ? Part->getDecomposedDecl() : &V);
    N.IsOneOfAll = N.Loop || (Whole && Whole->isCXXForRangeDecl());
  }

  void look(const Stmt *S, const CXXForRangeStmt *Loop) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *D = dyn_cast<DeclStmt>(S)) {
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(One))
          declared(*V, *D, Loop);
    } else if (const auto *A = dyn_cast<BinaryOperator>(S);
               A && A->getOpcode() == BO_Assign) {
      assigned(*A->getLHS(), *A->getRHS(), *A);
    } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S);
               O && O->getOperator() == OO_Equal && O->getNumArgs() == 2) {
      assigned(*O->getArg(0), *O->getArg(1), *O);
    } else if (const auto *C = dyn_cast<CallExpr>(S)) {
      given(*C);
    }
    if (const auto *Here = dyn_cast<CXXForRangeStmt>(S))
      Loop = Here;
    for (const Stmt *C : childrenOf(*S))
      look(C, Loop);
  }

  void declared(const VarDecl &V, const DeclStmt &At,
                const CXXForRangeStmt *Loop) {
    std::optional<Part> P = initialised(V);
    if (!P)
      return;
    const auto *Parts = dyn_cast<DecompositionDecl>(&V);
    if (!Parts)
      return add(V, *P, At, Loop);
    for (const BindingDecl *Part : Parts->bindings())
      if (P->Is != Part::Iterator || isIterator(Part->getType()))
        add(*Part, *P, At, Loop);
  }

  void assigned(const Expr &To, const Expr &What, const Stmt &By) {
    const auto *Ref = dyn_cast<DeclRefExpr>(To.IgnoreParens());
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V || !V->isLocalVarDecl() || V->getType()->isReferenceType())
      return;
    QualType T = V->getType();
    if (!T->isPointerType() && !isIterator(T) && !isView(T))
      return;
    std::optional<Part> P = nameOrValue(&What);
    if (P && P->Is != Part::Itself)
      add(*V, *P, By, nullptr);
    if (auto It = Found.find(V); It != Found.end()) {
      It->second.MadeAnewAt.insert(&By);
      It->second.NoUses.insert(Ref);
    }
  }

  /// What is given a variable to write to may give it something new.
  void given(const CallExpr &C) {
    const FunctionDecl *F = C.getDirectCallee();
    if (!F || isa<CXXOperatorCallExpr>(C))
      return;
    for (unsigned I = 0; I < C.getNumArgs() && I < F->getNumParams(); ++I) {
      QualType T = F->getParamDecl(I)->getType();
      const auto *Ref = dyn_cast<DeclRefExpr>(C.getArg(I)->IgnoreParens());
      if (!Ref || !T->isLValueReferenceType() ||
          T->getPointeeType().isConstQualified() || isAlias(*Ref->getDecl()))
        continue;
      if (auto It = Found.find(Ref->getDecl()); It != Found.end())
        It->second.MadeAnewAt.insert(&C);
    }
  }
};

} // namespace

NamedElements elementNames(const Body &B) { return NameSearch(B).run(); }

} // namespace corolint
