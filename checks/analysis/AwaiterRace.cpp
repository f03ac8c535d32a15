#include "checks/analysis/AwaiterRace.h"
#include "checks/analysis/CalledAtOnce.h"
#include "checks/analysis/HandedOut.h"
#include "checks/analysis/UsesAfter.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace corolint {

namespace {

class Races {
  const Facts &TuFacts;
  Locks &TuLocks;
  Flow &TuFlow;
  const Effects &TuEffects;
  const HandedOut &Outs;
  std::vector<AwaiterRace> Found;

public:
  Races(const Facts &TuFacts, Locks &TuLocks, Flow &TuFlow,
        const Effects &TuEffects, const HandedOut &Outs)
      : TuFacts(TuFacts), TuLocks(TuLocks), TuFlow(TuFlow),
        TuEffects(TuEffects), Outs(Outs) {}

  std::vector<AwaiterRace> run() {
    llvm::MapVector<const Body *, std::vector<const Call *>> Of;
    for (const Call &C : TuFacts.Calls) {
      const auto *M = C.In->Fn && C.In->Root && !C.In->Coroutine
                          ? dyn_cast<CXXMethodDecl>(C.In->Fn)
                          : nullptr;
      if (M && !M->isStatic() && M->getIdentifier() &&
          M->getName() == "await_suspend")
        Of[C.In].push_back(&C);
    }
    for (const auto &[B, Calls] : Of)
      suspending(*B, Calls);
    for (const Body &B : TuFacts.Bodies)
      ending(B);
    return std::move(Found);
  }

private:
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
    if (!Handle || !isCoroutineHandle(Suspend.getParamDecl(0)->getType()) ||
        Handle->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return nullptr;
    const CXXRecordDecl *Promise =
        recordOf(Handle->getTemplateArgs()[0].getAsType());
    // Any handle will do for an awaiter that its promise makes for itself.
    if (!Promise) {
      const DeclContext *Around = Suspend.getParent()->getDeclContext();
      if (const auto *In = dyn_cast<CXXMethodDecl>(Around))
        Around = In->getParent();
      Promise = dyn_cast<CXXRecordDecl>(Around);
    }
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
      QualType In =
          Of ? Of->getBase()->IgnoreParenImpCasts()->getType() : QualType();
      const CXXRecordDecl *Holder =
          Of ? recordOf(Of->isArrow() ? In->getPointeeType() : In) : nullptr;
      return F && isAnyCoroutineHandle(F->getType()) && Holder &&
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

  void suspending(const Body &B, ArrayRef<const Call *> Calls) {
    const ParmVarDecl *Handle = nullptr;
    for (const ParmVarDecl *P : B.Fn->parameters())
      if (isCoroutineHandle(P->getType()))
        Handle = P;
    if (!Handle)
      return;
    for (const Call *C : Calls)
      if (givesACallableTo(*C))
        byReference(B, *C, *Handle);
    const Ways *Of = TuFlow.waysOf(B);
    if (!Of || handsOverByCount(Calls))
      return;
    if (Outs.locks(B))
      return afterUnlocking(B, *Of, Calls, *Handle);
    if (afterLinking(B, *Of, Calls))
      return;
    for (size_t I = 0; I != Calls.size(); ++I) {
      const Call *Out = Calls[I];
      if (!Outs.by(*Out, *Handle))
        continue;
      if (const MemberExpr *Kept = writtenWithTheThread(B, *Out);
          Kept && !isJoined(Calls)) {
        add(B, AwaiterRace::AfterHandingOut, *Kept, Out->At,
            Kept->getMemberDecl());
        return;
      }
      if (isUsedExchange(*Out)) {
        const MemberExpr *Use =
            linksItself(B, *Out) ? nullptr : writtenInLine(*Out->At, *Of);
        if (Use)
          add(B, AwaiterRace::AfterHandingOut, *Use, Out->At,
              Use->getMemberDecl());
        continue;
      }
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
      for (const MemberExpr *Use : usesAfter(*Out->At, *Of, Except)) {
        add(B, AwaiterRace::AfterHandingOut, *Use, Out->At,
            Use->getMemberDecl());
        return;
      }
    }
  }

  /// `while (!head.compare_exchange_weak(next, this)) {}`: when that is over,
  /// whoever looks finds the awaiter.
  bool afterLinking(const Body &B, const Ways &Of,
                    ArrayRef<const Call *> Calls) {
    for (const Call *C : Calls) {
      std::optional<unsigned> Stored = storedInAnAtomic(*C);
      std::vector<const Expr *> Given = C->arguments();
      if (!Stored || *Stored >= Given.size() ||
          !isa<CXXThisExpr>(valueOf(Given[*Stored])))
        continue;
      const Stmt *Loop = repeatedUntil(B, *C->At);
      if (!Loop)
        continue;
      for (const MemberExpr *Use : usesAfter(*C->At, Of, nullptr, Loop)) {
        add(B, AwaiterRace::AfterHandingOut, *Use, C->At, Use->getMemberDecl());
        return true;
      }
    }
    return false;
  }

  /// The loop that ends when the call gives true, and only then; else null.
  static const Stmt *repeatedUntil(const Body &B, const Stmt &Call) {
    const Stmt *Found = nullptr;
    forEachIn(B.Root, [&](const Stmt &S) {
      const Expr *Asks = nullptr;
      if (const auto *W = dyn_cast<WhileStmt>(&S))
        Asks = W->getCond();
      else if (const auto *D = dyn_cast<DoStmt>(&S))
        Asks = D->getCond();
      const auto *Not =
          dyn_cast_or_null<UnaryOperator>(Asks ? valueOf(Asks) : nullptr);
      if (Not && Not->getOpcode() == UO_LNot &&
          valueOf(Not->getSubExpr()) == &Call && !leaves(S))
        Found = &S;
    });
    return Found;
  }
  static bool leaves(const Stmt &Loop) {
    bool Does = false;
    forEachIn(&Loop, [&](const Stmt &S) { Does |= isa<BreakStmt>(S); });
    return Does;
  }

  /// `return count.fetch_sub(1) == 1;`: whoever resumes waits until this one
  /// has counted down, too. Who does not look at what it gives agrees on
  /// nothing.
  static bool handsOverByCount(ArrayRef<const Call *> Calls) {
    return llvm::any_of(Calls, [](const Call *C) {
      if (C->Used.How == Use::Discarded || C->Used.How == Use::Voided)
        return false;
      const auto *F = dyn_cast<CXXMethodDecl>(C->Callee);
      const FieldDecl *On =
          C->object() ? ownField(C->object()->IgnoreParenImpCasts()) : nullptr;
      return F && On && !On->getType()->isReferenceType() &&
             F->getParent()->isInStdNamespace() && F->getIdentifier() &&
             (F->getName().starts_with("fetch_") ||
              F->getName().contains("exchange") ||
              F->getName() == "test_and_set");
    });
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

  /// `thread = std::jthread(…)`: the member is written when it runs already.
  static const MemberExpr *writtenWithTheThread(const Body &B,
                                                const Call &Started) {
    const MemberExpr *Kept = nullptr;
    if (startsAThread(Started))
      forEachIn(B.Root, [&](const Stmt &S) {
        const auto *A = dyn_cast<CXXOperatorCallExpr>(&S);
        if (!A || A->getOperator() != OO_Equal || A->getNumArgs() != 2)
          return;
        const Expr *To = A->getArg(0)->IgnoreParenImpCasts();
        const FieldDecl *F = ownField(To);
        if (F && !F->getType()->isReferenceType() &&
            hasAny(A->getArg(1),
                   [&](const Expr &E) { return &E == Started.At; }))
          Kept = cast<MemberExpr>(To);
      });
    return Kept;
  }

  /// `old = head.exchange(this)`
  static bool isUsedExchange(const Call &C) {
    const auto *F = dyn_cast<CXXMethodDecl>(C.Callee);
    return F && F->getIdentifier() && F->getName() == "exchange" &&
           C.Used.How != Use::Discarded && C.Used.How != Use::Voided;
  }

  /// `old->next = this` afterwards: whoever looks for it finds it from then on.
  static bool linksItself(const Body &B, const Call &Exchange) {
    unsigned Bare = 0;
    forEachIn(B.Root, [&](const Stmt &S) {
      if (isa<CXXThisExpr>(S))
        ++Bare;
      else if (const auto *M = dyn_cast<MemberExpr>(&S))
        Bare -= isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts());
    });
    unsigned Given = 0;
    for (const Expr *A : Exchange.arguments())
      Given += hasAny(A, [](const Expr &E) { return isa<CXXThisExpr>(E); });
    return Bare > Given;
  }

  /// Where a guard ends after the handle was put into something, or the lock is
  /// given back, whoever resumes needs to wait no longer.
  void afterUnlocking(const Body &B, const Ways &Of,
                      ArrayRef<const Call *> Calls, const ParmVarDecl &Handle) {
    for (size_t I = 0; I != Calls.size(); ++I) {
      const Call &Put = *Calls[I];
      if (Put.Ends || Put.Used.How != Use::Discarded ||
          !(isPutElsewhere(Put, Handle) || Outs.by(Put, Handle)))
        continue;
      const Stmt *From = nullptr, *Without = nullptr;
      for (const Call *C : Calls.drop_front(I + 1)) {
        if (locksAgain(*C))
          return;
        From = From || !unlocks(*C) ? From : C->At;
      }
      for (const Call *C : Calls)
        if (!From && C->Ends && TuLocks.guardOf(C->Ends->getType()))
          if (const Stmt *Scope = scopeOf(B, *C->At);
              Scope &&
              hasAny(Scope, [&](const Expr &E) { return &E == Put.At; }))
            From = Put.At, Without = Scope;
      if (!From)
        continue;
      for (const MemberExpr *Use : usesAfter(*From, Of, nullptr, Without)) {
        add(B, AwaiterRace::AfterHandingOut, *Use, Put.At,
            Use->getMemberDecl());
        return;
      }
    }
  }
  /// What a guard, or the lock, is told by a call of its own.
  std::optional<LockStep> stepOf(const Call &C) const {
    for (const Locks::Act &A : TuLocks.actsOf(C))
      return A.What;
    if (Outs.givesBackAsync(C))
      return LockStep::Frees;
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!F || !F->getIdentifier() || !C.object() ||
        !TuLocks.guardOf(C.object()->getType()))
      return std::nullopt;
    if (F->getName().starts_with("unlock"))
      return LockStep::Frees;
    if (F->getName().contains("lock") && !F->getName().contains("owns"))
      return LockStep::Takes;
    return std::nullopt;
  }
  /// Who takes it again may look whether it is still there.
  bool locksAgain(const Call &C) const {
    std::optional<LockStep> Step = C.Ends ? std::nullopt : stepOf(C);
    return Step && Step != LockStep::Frees;
  }
  bool unlocks(const Call &C) const {
    return !C.Ends && stepOf(C) == LockStep::Frees;
  }
  bool isPutElsewhere(const Call &C, const ParmVarDecl &Handle) const {
    if (!Outs.isPut(C, Handle))
      return false;
    const FieldDecl *F = ownField(C.object()->IgnoreParenImpCasts());
    return !F || F->getType()->isReferenceType() ||
           F->getType()->isPointerType();
  }
  static const Stmt *scopeOf(const Body &B, const Stmt &Declared) {
    const Stmt *Scope = nullptr;
    forEachIn(B.Root, [&](const Stmt &S) {
      if (isa<CompoundStmt>(S) && llvm::is_contained(S.children(), &Declared))
        Scope = &S;
    });
    return Scope;
  }

  void byReference(const Body &B, const Call &C, const ParmVarDecl &Handle) {
    if (Handle.getType()->isReferenceType())
      return;
    std::vector<const Expr *> Given = C.arguments();
    for (unsigned I = 0; I != Given.size(); ++I) {
      const LambdaExpr *L = lambdaIn(Given[I]);
      if (!L || isCalledAtOnce(C, I, TuEffects))
        continue;
      for (const LambdaCapture &Capture : L->captures())
        if (Capture.capturesVariable() && Capture.getCapturedVar() == &Handle &&
            Capture.getCaptureKind() == LCK_ByRef)
          add(B, AwaiterRace::HandleByReference, *L, C.At, &Handle);
    }
  }
};

} // namespace

std::vector<AwaiterRace> awaiterRaces(const Facts &TuFacts, Locks &TuLocks,
                                      Flow &TuFlow, const Effects &TuEffects) {
  HandedOut Outs(TuFacts, TuLocks, TuEffects);
  std::vector<AwaiterRace> All =
      Races(TuFacts, TuLocks, TuFlow, TuEffects, Outs).run();
  llvm::append_range(All, usesAfterResuming(TuFacts, TuFlow, Outs));
  return All;
}

} // namespace corolint
