#include "checks/analysis/HandedOut.h"
#include "checks/analysis/CalledAtOnce.h"
#include "checks/analysis/Containers.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

bool isCoroutineHandle(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->isInStdNamespace() && R->getIdentifier() &&
         R->getName() == "coroutine_handle";
}

bool isAnyCoroutineHandle(QualType T) {
  const auto *R =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  return R && isCoroutineHandle(T) && R->getTemplateArgs().size() == 1 &&
         R->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         R->getTemplateArgs()[0].getAsType()->isVoidType();
}

static const FieldDecl *fieldOfThis(const Stmt *S) {
  const auto *M = dyn_cast_or_null<MemberExpr>(S);
  return M && isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(M->getMemberDecl())
             : nullptr;
}

/// `[this] { timers.cancel(number); }`: nobody is resumed with numbers of the
/// object alone, whoever else gets them.
static bool usesOnlyNumbers(const Stmt *S) {
  if (!S)
    return true;
  if (const FieldDecl *F = fieldOfThis(S))
    return F->getType()->isArithmeticType() || F->getType()->isEnumeralType();
  if (isa<CXXThisExpr>(S))
    return false;
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(S)) {
    const FieldDecl *On =
        fieldOfThis(C->getImplicitObjectArgument()->IgnoreParenImpCasts());
    auto IsNumber = [](const Expr *A) {
      return fieldOfThis(A->IgnoreParenImpCasts()) && usesOnlyNumbers(A);
    };
    if (On &&
        (On->getType()->isReferenceType() || On->getType()->isPointerType()))
      return C->getNumArgs() > 0 && llvm::all_of(C->arguments(), IsNumber);
  }
  return llvm::all_of(childrenOf(*S), usesOnlyNumbers);
}

/// Does the expression hand on the object or the handle?
static bool hasIt(const Stmt *S, const ValueDecl &Handle) {
  if (!S)
    return false;
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(
        llvm::zip(L->captures(), L->capture_inits()), [&](auto Captured) {
          const auto &[Capture, Init] = Captured;
          return Capture.capturesThis() ? !usesOnlyNumbers(L->getBody())
                                        : hasIt(Init, Handle);
        });
  // A member of either is neither.
  if (const auto *M = dyn_cast<MemberExpr>(S))
    return M->getMemberDecl()->getDeclName().isIdentifier() &&
           M->getMemberDecl()->getName() == "address" &&
           hasIt(M->getBase(), Handle);
  if (isa<CXXThisExpr>(S))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == &Handle;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return hasIt(C, Handle); });
}

static StringRef nameOf(const FunctionDecl &F) {
  return F.getIdentifier() ? F.getName() : StringRef();
}

static StringRef classInStd(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return M && M->getParent()->isInStdNamespace() &&
                 M->getParent()->getIdentifier()
             ? M->getParent()->getName()
             : "";
}

bool startsAThread(const Call &C) {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F)
    return false;
  if (isa<CXXConstructorDecl>(F))
    return classInStd(*F).contains("thread");
  // `std::launch::deferred` runs nothing yet.
  auto Defers = [](const Expr *A) {
    bool Does = false;
    forEachIn(A, [&](const Stmt &S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      Does |= Ref && Ref->getDecl()->getDeclName().isIdentifier() &&
              Ref->getDecl()->getName() == "deferred";
    });
    return Does;
  };
  return F->isInStdNamespace() && nameOf(*F) == "async" &&
         llvm::none_of(C.arguments(), Defers);
}

/// `std::optional<std::jthread>`
static bool holdsAThread(QualType Box) {
  const auto *S =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Box));
  const CXXRecordDecl *Has =
      S && S->getTemplateArgs()[0].getKind() == TemplateArgument::Type
          ? recordOf(S->getTemplateArgs()[0].getAsType())
          : nullptr;
  return Has && Has->isInStdNamespace() && Has->getIdentifier() &&
         Has->getName().contains("thread");
}

bool givesACallableTo(const Call &C) {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F)
    return false;
  // An object that is only made calls nothing yet; a thread does.
  if (startsAThread(C))
    return true;
  if (isa<CXXConstructorDecl>(F))
    return false;
  if (C.object() && boxOf(C.object()->getType()))
    return holdsAThread(C.object()->getType());
  // Whatever it was made of.
  if (F->getOverloadedOperator() == OO_Call &&
      classInStd(*F).contains("function"))
    return true;
  return !F->isInStdNamespace() && !isa<CXXConversionDecl>(F) &&
         F->getOverloadedOperator() == OO_None;
}

HandedOut::HandedOut(const Facts &TuFacts, Locks &TuLocks,
                     const Effects &TuEffects)
    : TuLocks(TuLocks), TuEffects(TuEffects) {
  for (const Call &C : TuFacts.Calls)
    Calls[C.In].push_back(&C);
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root)
      BodyOf[B.Fn->getCanonicalDecl()] = &B;
}

bool HandedOut::locks(ArrayRef<const Call *> Of) const {
  return llvm::any_of(Of, [&](const Call *C) {
    return (C->Ends && TuLocks.guardOf(C->Ends->getType())) ||
           !TuLocks.actsOf(*C).empty() || givesBackAsync(*C);
  });
}

bool HandedOut::givesBackAsync(const Call &C) const {
  if (TuLocks.givesBackAsync(C))
    return true;
  const FunctionDecl *F = C.Ends ? nullptr : definitionOf(*C.At);
  const Body *B = F ? BodyOf.lookup(F->getCanonicalDecl()) : nullptr;
  auto Inside = B ? Calls.find(B) : Calls.end();
  return Inside != Calls.end() &&
         llvm::any_of(Inside->second, [&](const Call *Step) {
           return TuLocks.givesBackAsync(*Step);
         });
}

bool HandedOut::locks(const Body &B) const {
  auto It = Calls.find(&B);
  return It != Calls.end() && locks(It->second);
}

/// Is it the handle or the awaiter itself, and no lambda that has it?
static bool isIt(const Expr *E, const ValueDecl &Handle) {
  E = valueOf(E);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return isa<CXXThisExpr>(E) || (Ref && Ref->getDecl() == &Handle);
}

static bool putsIntoAContainer(const Call &C) {
  const auto *M = dyn_cast<CXXMethodDecl>(C.Callee);
  return M && !isa<CXXConstructorDecl>(M) && C.object() &&
         llvm::is_contained({"push_back", "push_front", "push", "emplace_back",
                             "emplace_front", "emplace", "insert"},
                            nameOf(*M));
}

bool HandedOut::isPut(const Call &C, const ValueDecl &Handle) const {
  return putsIntoAContainer(C) &&
         llvm::any_of(C.arguments(),
                      [&](const Expr *A) { return isIt(A, Handle); });
}

/// Is it the parameter, or does it have it? What has a member of it does not.
static bool has(const Stmt *S, const ParmVarDecl &P) {
  if (!S || isa<LambdaExpr, MemberExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == &P;
  return llvm::any_of(childrenOf(*S), [&](const Stmt *C) { return has(C, P); });
}

std::optional<unsigned> storedInAnAtomic(const Call &C) {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || !classInStd(*F).contains("atomic"))
    return std::nullopt;
  if (nameOf(*F) == "store" || nameOf(*F) == "exchange")
    return 0;
  return nameOf(*F).starts_with("compare_exchange") ? std::optional(1u)
                                                    : std::nullopt;
}

bool HandedOut::publishes(const Call &C, unsigned Argument,
                          unsigned Depth) const {
  constexpr unsigned MaxDepth = 3;
  const FunctionDecl *F = C.Ends ? nullptr : definitionOf(*C.At);
  const Body *B = F && !isa<CXXConstructorDecl>(F) && Depth < MaxDepth &&
                          C.Used.How == Use::Discarded &&
                          Argument < F->getNumParams()
                      ? BodyOf.lookup(F->getCanonicalDecl())
                      : nullptr;
  auto Inside = B ? Calls.find(B) : Calls.end();
  if (Inside == Calls.end())
    return false;
  const ParmVarDecl &P = *B->Fn->getParamDecl(Argument);
  bool HasLock = locks(Inside->second), IsGiven = false, Tells = false;
  for (const Call *Step : Inside->second) {
    const auto *M = dyn_cast<CXXMethodDecl>(Step->Callee);
    if (Step->Ends || (M && isa<CXXConstructorDecl>(M)))
      continue;
    if (M)
      Tells |=
          nameOf(*M) == "notify_one" || nameOf(*M) == "notify_all" ||
          (nameOf(*M) == "release" && classInStd(*M).contains("semaphore"));
    std::vector<const Expr *> Given = Step->arguments();
    for (unsigned I = 0; I != Given.size(); ++I)
      if (has(Given[I], P)) {
        IsGiven |= M != nullptr;
        if (storedInAnAtomic(*Step) == I ||
            (HasLock && putsIntoAContainer(*Step)) ||
            publishes(*Step, I, Depth + 1))
          return true;
      }
  }
  return HasLock && IsGiven && Tells;
}

bool HandedOut::by(const Call &C, const ValueDecl &Handle) const {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F)
    return false;
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  // Who resumes it here is after its next suspension, or its end.
  if (M && nameOf(*F) == "resume" && C.object()) {
    const auto *On = dyn_cast<DeclRefExpr>(valueOf(C.object()));
    if (On && On->getDecl() == &Handle)
      return true;
  }
  bool HasIt = false, HasCode = false;
  std::vector<const Expr *> Given = C.arguments();
  for (unsigned I = 0; I != Given.size(); ++I) {
    const LambdaExpr *L = lambdaIn(Given[I]);
    if (L && isCalledAtOnce(C, I, TuEffects))
      continue;
    HasIt |= hasIt(Given[I], Handle);
    const Expr *V = valueOf(Given[I]);
    if (const auto *U = dyn_cast<UnaryOperator>(V))
      V = valueOf(U->getSubExpr());
    // A lambda without captures is a function, as a C interface takes it.
    if (L)
      HasCode |= hasIt(L, Handle) || L->capture_size() == 0;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(V))
      HasCode |= isa<FunctionDecl>(Ref->getDecl());
  }
  if (!HasIt)
    return false;
  if (classInStd(*F).contains("atomic"))
    return nameOf(*F) == "store" || nameOf(*F) == "exchange";
  if (HasCode && givesACallableTo(C))
    return true;
  for (unsigned I = 0; I != Given.size(); ++I)
    if (isIt(Given[I], Handle) && publishes(C, I))
      return true;
  return false;
}

} // namespace corolint
