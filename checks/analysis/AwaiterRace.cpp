#include "checks/analysis/AwaiterRace.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

namespace {

bool isHandle(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->isInStdNamespace() && R->getIdentifier() &&
         R->getName() == "coroutine_handle";
}

/// A handle that any coroutine may be behind: none that its holder owns.
bool isAnyHandle(QualType T) {
  const auto *R =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  return R && isHandle(T) && R->getTemplateArgs().size() == 1 &&
         R->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         R->getTemplateArgs()[0].getAsType()->isVoidType();
}

/// Does the expression hand on the object or the handle?
bool hasIt(const Stmt *S, const ValueDecl *Handle) {
  if (!S)
    return false;
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(L->captures(),
                        [&](const LambdaCapture &C) {
                          return C.capturesThis() ||
                                 (C.capturesVariable() &&
                                  C.getCapturedVar() == Handle);
                        }) ||
           llvm::any_of(L->capture_inits(),
                        [&](const Expr *E) { return hasIt(E, Handle); });
  // A member of either is neither.
  if (const auto *M = dyn_cast<MemberExpr>(S))
    return M->getMemberDecl()->getDeclName().isIdentifier() &&
           M->getMemberDecl()->getName() == "address" &&
           hasIt(M->getBase(), Handle);
  if (isa<CXXThisExpr>(S))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == Handle;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return hasIt(C, Handle); });
}

/// The lambda that an argument is, or is made of.
const LambdaExpr *lambdaIn(const Stmt *S) {
  if (!S)
    return nullptr;
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    return L;
  for (const Stmt *C : childrenOf(*S))
    if (const LambdaExpr *L = lambdaIn(C))
      return L;
  return nullptr;
}

class Races {
  const Facts &TuFacts;
  Locks &TuLocks;
  Flow &TuFlow;
  std::vector<AwaiterRace> Found;

public:
  Races(const Facts &TuFacts, Locks &TuLocks, Flow &TuFlow)
      : TuFacts(TuFacts), TuLocks(TuLocks), TuFlow(TuFlow) {}

  std::vector<AwaiterRace> run() {
    llvm::MapVector<const Body *, std::vector<const Call *>> Of;
    llvm::DenseSet<const Body *> Resuming;
    for (const Call &C : TuFacts.Calls) {
      const auto *M = C.In->Fn && C.In->Root && !C.In->Coroutine
                          ? dyn_cast<CXXMethodDecl>(C.In->Fn)
                          : nullptr;
      if (!M || M->isStatic() || C.Ends)
        continue;
      bool IsSuspend = M->getIdentifier() && M->getName() == "await_suspend";
      bool Resumes = resumes(C) != nullptr;
      if (Resumes && !IsSuspend)
        Resuming.insert(C.In);
      if (IsSuspend || Resumes)
        Of[C.In].push_back(&C);
    }
    for (const auto &[B, Calls] : Of)
      if (Resuming.contains(B))
        resuming(*B, Calls);
      else
        suspending(*B, Calls);
    for (const Body &B : TuFacts.Bodies)
      ending(B);
    return std::move(Found);
  }

private:
  /// The member of `this` whose coroutine the call resumes.
  static const FieldDecl *resumes(const Call &C) {
    const auto *F = dyn_cast<CXXMethodDecl>(C.Callee);
    if (!F || !F->getParent()->isInStdNamespace() ||
        !F->getParent()->getIdentifier() ||
        F->getParent()->getName() != "coroutine_handle" ||
        !(F->getOverloadedOperator() == OO_Call ||
          (F->getIdentifier() && F->getName() == "resume")))
      return nullptr;
    const Expr *Object = C.object() ? valueOf(C.object()) : nullptr;
    const auto *M = dyn_cast_or_null<MemberExpr>(Object);
    return M && isAnyHandle(M->getType()) &&
                   isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts())
               ? dyn_cast<FieldDecl>(M->getMemberDecl())
               : nullptr;
  }

  static const FieldDecl *ownField(const Stmt *S) {
    const auto *M = dyn_cast<MemberExpr>(S);
    return M && isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts())
               ? dyn_cast<FieldDecl>(M->getMemberDecl())
               : nullptr;
  }

  /// The first uses of a member that some run meets after `From`.
  SmallVector<const MemberExpr *, 2> usesAfter(const Body &B, const Stmt &From,
                                               const FieldDecl *Except) {
    SmallVector<const MemberExpr *, 2> Uses;
    const CFG *Graph = TuFlow.of(B);
    if (!Graph)
      return Uses;
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    auto Follow = [&](auto &Self, const CFGBlock &Block, size_t I) -> void {
      for (; I != Block.size(); ++I)
        if (auto S = Block[I].getAs<CFGStmt>())
          if (const FieldDecl *F = ownField(S->getStmt()); F && F != Except) {
            Uses.push_back(cast<MemberExpr>(S->getStmt()));
            return;
          }
      for (const CFGBlock::AdjacentBlock &To : Block.succs())
        if (To && Seen.insert(&*To).second)
          Self(Self, *To, 0);
    };
    for (const CFGBlock *Block : *Graph)
      for (size_t I = 0; I != Block->size(); ++I)
        if (auto S = (*Block)[I].getAs<CFGStmt>(); S && S->getStmt() == &From) {
          Follow(Follow, *Block, I + 1);
          return Uses;
        }
    return Uses;
  }

  /// Does something here take a lock, as whoever resumes may have to?
  bool locks(const Body &B) {
    return llvm::any_of(TuFacts.Calls, [&](const Call &C) {
      return C.In == &B && ((C.Ends && TuLocks.guardOf(C.Ends->getType())) ||
                            !TuLocks.actsOf(C).empty());
    });
  }

  void add(const Body &B, AwaiterRace::Kind Kind, const Stmt &At,
           const Stmt *Published, const ValueDecl *What) {
    AwaiterRace R;
    R.Is = Kind;
    R.At = &At;
    R.Published = Published;
    R.What = What;
    R.In = &B;
    Found.push_back(R);
  }

  /// The promise whose `final_suspend` gives the awaiter that this is a member
  /// of, if its coroutines begin in their call: they may end in it, when nobody
  /// has awaited them yet.
  static const CXXRecordDecl *eagerPromiseOf(const CXXMethodDecl &Suspend) {
    const auto *Handle =
        Suspend.getNumParams() == 1
            ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                  recordOf(Suspend.getParamDecl(0)->getType()))
            : nullptr;
    if (!Handle || !isHandle(Suspend.getParamDecl(0)->getType()) ||
        Handle->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return nullptr;
    const CXXRecordDecl *Promise =
        recordOf(Handle->getTemplateArgs()[0].getAsType());
    const CXXRecordDecl *Begins = awaiterOf(Promise, "initial_suspend"),
                        *Ends = awaiterOf(Promise, "final_suspend");
    bool IsEager = Begins && Begins->isInStdNamespace() &&
                   Begins->getIdentifier() &&
                   Begins->getName() == "suspend_never";
    return IsEager && Ends && sameTemplate(Ends, Suspend.getParent()) ? Promise
                                                                      : nullptr;
  }
  static const CXXRecordDecl *awaiterOf(const CXXRecordDecl *Promise,
                                        StringRef Name) {
    if (!Promise || !Promise->hasDefinition())
      return nullptr;
    for (const NamedDecl *N :
         members(Promise, &Promise->getASTContext().Idents.get(Name)))
      if (const auto *M = dyn_cast<CXXMethodDecl>(N))
        return recordOf(M->getReturnType());
    return nullptr;
  }

  /// Is it null until somebody sets it?
  static bool beginsAsNull(const FieldDecl &F, const CXXRecordDecl &Promise) {
    const Expr *Init = F.getInClassInitializer();
    auto Sets = [](const CXXRecordDecl &R) {
      return llvm::any_of(R.ctors(), [](const CXXConstructorDecl *C) {
        return C->isUserProvided();
      });
    };
    return !Sets(*cast<CXXRecordDecl>(F.getParent())) && !Sets(Promise) &&
           !(Init &&
             hasAny(Init, [](const Expr &E) { return isa<CallExpr>(E); }));
  }

  /// `return handle.promise().continuation;` in the last suspension.
  void ending(const Body &B) {
    const auto *M = B.Fn && B.Root ? dyn_cast<CXXMethodDecl>(B.Fn) : nullptr;
    if (!M || !M->getIdentifier() || M->getName() != "await_suspend")
      return;
    const CXXRecordDecl *Promise = eagerPromiseOf(*M);
    if (!Promise)
      return;
    const MemberExpr *Only = nullptr, *GoesOn = nullptr;
    unsigned Mentions = 0;
    bool HasChoice = false;
    auto continuation = [&](const Expr *E) -> const MemberExpr * {
      const auto *Of = dyn_cast_or_null<MemberExpr>(E ? valueOf(E) : nullptr);
      const auto *F = Of ? dyn_cast<FieldDecl>(Of->getMemberDecl()) : nullptr;
      const CXXRecordDecl *Holder =
          Of ? recordOf(Of->getBase()->IgnoreParenImpCasts()->getType())
             : nullptr;
      return F && isAnyHandle(F->getType()) && Holder &&
                     sameTemplate(Holder, Promise) && beginsAsNull(*F, *Promise)
                 ? Of
                 : nullptr;
    };
    forEachIn(B.Root, [&](const Stmt &S) {
      HasChoice |= isa<IfStmt, AbstractConditionalOperator, SwitchStmt>(S);
      if (const auto *E = dyn_cast<MemberExpr>(&S))
        if (const MemberExpr *Is = continuation(E)) {
          Only = Is;
          ++Mentions;
        }
      if (const auto *R = dyn_cast<ReturnStmt>(&S))
        GoesOn = continuation(R->getRetValue());
      else if (const auto *C = dyn_cast<CXXMemberCallExpr>(&S);
               C && C->getMethodDecl() && C->getMethodDecl()->getIdentifier() &&
               C->getMethodDecl()->getName() == "resume")
        GoesOn = continuation(C->getImplicitObjectArgument());
    });
    if (GoesOn && GoesOn == Only && Mentions == 1 && !HasChoice)
      add(B, AwaiterRace::NullContinuation, *GoesOn, nullptr,
          GoesOn->getMemberDecl());
  }

  void resuming(const Body &B, ArrayRef<const Call *> Calls) {
    const auto *M = cast<CXXMethodDecl>(B.Fn);
    // Who destroys the coroutine owns it, and lives on.
    bool Owns = llvm::any_of(TuFacts.Calls, [&](const Call &C) {
      const auto *F = dyn_cast<CXXMethodDecl>(C.Callee);
      const auto *By = C.In->Fn ? dyn_cast<CXXMethodDecl>(C.In->Fn) : nullptr;
      return F && By && F->getIdentifier() && F->getName() == "destroy" &&
             F->getParent()->isInStdNamespace() &&
             sameTemplate(By->getParent(), M->getParent());
    });
    if (Owns || locks(B))
      return;
    for (const Call *C : Calls)
      if (const FieldDecl *Handle = resumes(*C))
        for (const MemberExpr *Use : usesAfter(B, *C->At, Handle)) {
          add(B, AwaiterRace::AfterResuming, *Use, C->At, Use->getMemberDecl());
          return;
        }
  }

  void suspending(const Body &B, ArrayRef<const Call *> Calls) {
    const ParmVarDecl *Handle = nullptr;
    for (const ParmVarDecl *P : B.Fn->parameters())
      if (isHandle(P->getType()))
        Handle = P;
    if (!Handle)
      return;
    for (const Call *C : Calls)
      if (givesACallableTo(*C))
        for (const Expr *A : C->arguments())
          byReference(B, *C, *A, *Handle);
    if (locks(B))
      return;
    for (size_t I = 0; I != Calls.size(); ++I) {
      const Call *Out = handsOut(*Calls[I], Handle);
      if (!Out)
        continue;
      const FieldDecl *Except = nullptr;
      // What it gives is kept: a later call sets it going. A thread runs as
      // soon as it is made, until somebody waits for it.
      if (isa<CXXConstructExpr>(Out->At)) {
        if (Out->Used.How != Use::Object && isJoined(Calls))
          continue;
      } else if (Out->Used.How != Use::Discarded &&
                 Out->Used.How != Use::Voided) {
        const Stmt *Kept = keptIn(B.Root, *Out->At);
        const ValueDecl *In = nullptr;
        if (const auto *M = dyn_cast_or_null<MemberExpr>(Kept))
          In = M->getMemberDecl();
        else if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Kept))
          In = Ref->getDecl();
        if (!In)
          continue;
        // A number is no operation that could be set going: it says which one
        // is under way.
        const auto *Gives = dyn_cast<Expr>(Out->At);
        bool IsNumber =
            Gives && Gives->getType()->isIntegralOrEnumerationType();
        Except = IsNumber ? dyn_cast<FieldDecl>(In) : nullptr;
        const Call *Later = IsNumber ? Out : nullptr;
        for (size_t J = I + 1; J < Calls.size() && !Later; ++J)
          if (Calls[J]->Used.How == Use::Discarded &&
              !isa<CXXOperatorCallExpr>(Calls[J]->At) &&
              hasAny(Calls[J]->At, [&](const Expr &E) {
                const auto *M = dyn_cast<MemberExpr>(&E);
                const auto *Ref = dyn_cast<DeclRefExpr>(&E);
                return (M && M->getMemberDecl() == In) ||
                       (Ref && Ref->getDecl() == In);
              }))
            Later = Calls[J];
        if (!Later)
          continue;
        Out = Later;
      }
      // With an object that was made here it is only put down: what is called
      // on that afterwards sets it going.
      if (const VarDecl *Made = madeHere(*Out))
        for (size_t J = I + 1; J < Calls.size(); ++J)
          if (const Expr *Object = Calls[J]->object();
              Object && refersTo(*Object, *Made))
            Out = Calls[J];
      for (const MemberExpr *Use : usesAfter(B, *Out->At, Except)) {
        add(B, AwaiterRace::AfterHandingOut, *Use, Out->At,
            Use->getMemberDecl());
        return;
      }
    }
  }

  static bool isJoined(ArrayRef<const Call *> Calls) {
    return llvm::any_of(Calls, [](const Call *C) {
      const auto *M = dyn_cast<CXXMethodDecl>(C->Callee);
      return M && M->getIdentifier() && M->getName() == "join";
    });
  }

  static bool refersTo(const Expr &E, const ValueDecl &V) {
    const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(&E));
    return Ref && Ref->getDecl() == &V;
  }

  /// The argument that is a local with an object of its own.
  static const VarDecl *madeHere(const Call &C) {
    for (const Expr *A : C.arguments()) {
      const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(A));
      const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (V && V->isLocalVarDecl() && V->hasInit() &&
          isa<CXXNewExpr>(valueOf(V->getInit())))
        return V;
    }
    return nullptr;
  }

  static const Stmt *keptIn(const Stmt *S, const Stmt &Call) {
    if (!S || isa<LambdaExpr>(S))
      return nullptr;
    if (const auto *A = dyn_cast<BinaryOperator>(S);
        A && A->isAssignmentOp() && valueOf(A->getRHS()) == &Call)
      return A->getLHS()->IgnoreParenImpCasts();
    for (const Stmt *C : childrenOf(*S))
      if (const Stmt *Found = keptIn(C, Call))
        return Found;
    return nullptr;
  }

  /// Not the standard library's algorithms, which are done with it.
  static bool givesACallableTo(const Call &C) {
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!F)
      return false;
    const auto *M = dyn_cast<CXXMethodDecl>(F);
    StringRef Class = M && M->getParent()->isInStdNamespace() &&
                              M->getParent()->getIdentifier()
                          ? M->getParent()->getName()
                          : "";
    // An object that is only made calls nothing yet; a thread does.
    if (isa<CXXConstructorDecl>(F))
      return Class.contains("thread");
    // Whatever it was made of.
    if (F->getOverloadedOperator() == OO_Call && Class.contains("function"))
      return true;
    return !F->isInStdNamespace() && !isa<CXXConversionDecl>(F) &&
           F->getOverloadedOperator() == OO_None;
  }

  /// The call, if the handle or the awaiter is with somebody else after it.
  const Call *handsOut(const Call &C, const ValueDecl *Handle) const {
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!F)
      return nullptr;
    StringRef Name = F->getIdentifier() ? F->getName() : StringRef();
    const auto *M = dyn_cast<CXXMethodDecl>(F);
    // Who resumes it here is after its next suspension, or its end.
    if (M && Name == "resume" && C.object() && refersTo(*C.object(), *Handle))
      return &C;
    bool HasIt = false, HasCode = false;
    for (const Expr *A : C.arguments()) {
      HasIt |= hasIt(A, Handle);
      const Expr *V = valueOf(A);
      if (const auto *U = dyn_cast<UnaryOperator>(V))
        V = valueOf(U->getSubExpr());
      // A lambda without captures is a function, as a C interface takes it.
      if (const LambdaExpr *L = lambdaIn(A))
        HasCode |= hasIt(L, Handle) || L->capture_size() == 0;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(V))
        HasCode |= isa<FunctionDecl>(Ref->getDecl());
    }
    if (!HasIt)
      return nullptr;
    if (M && M->getParent()->isInStdNamespace() &&
        M->getParent()->getIdentifier() &&
        M->getParent()->getName().contains("atomic"))
      return Name == "store" || Name == "exchange" ? &C : nullptr;
    return HasCode && givesACallableTo(C) ? &C : nullptr;
  }

  void byReference(const Body &B, const Call &C, const Expr &Argument,
                   const ParmVarDecl &Handle) {
    const LambdaExpr *L = lambdaIn(&Argument);
    if (!L || Handle.getType()->isReferenceType())
      return;
    for (const LambdaCapture &Capture : L->captures())
      if (Capture.capturesVariable() && Capture.getCapturedVar() == &Handle &&
          Capture.getCaptureKind() == LCK_ByRef)
        add(B, AwaiterRace::HandleByReference, *L, C.At, &Handle);
  }
};

} // namespace

std::vector<AwaiterRace> awaiterRaces(const Facts &TuFacts, Locks &TuLocks,
                                      Flow &TuFlow) {
  return Races(TuFacts, TuLocks, TuFlow).run();
}

} // namespace corolint
