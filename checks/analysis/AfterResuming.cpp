#include "checks/analysis/AwaiterRace.h"
#include "checks/analysis/HandedOut.h"
#include "checks/analysis/UsesAfter.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

// The part of the races that has to do with resume(): what is used afterwards
// of the object that did it, or of the awaiter whose coroutine went on.

namespace corolint {

namespace {

/// An awaiter that a local name leads to: `waiter->`, or `(*it)->`.
struct Node {
  const VarDecl *Name = nullptr;
  bool IsElement = false; ///< Behind `*` of an iterator.
  bool operator==(const Node &) const = default;
};

const VarDecl *localIn(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? valueOf(E) : nullptr);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->isLocalVarDeclOrParm() ? V : nullptr;
}

/// Where the object is whose member this names.
Node nodeOf(const Stmt &S) {
  const auto *M = dyn_cast<MemberExpr>(&S);
  if (!M)
    return {};
  const Expr *Base = valueOf(M->getBase());
  const VarDecl *V = localIn(Base);
  if (V && (V->getType()->isPointerType() || V->getType()->isReferenceType()))
    return {V, false};
  const auto *O = dyn_cast<CXXOperatorCallExpr>(Base);
  if (M->isArrow() && O && O->getOperator() == OO_Star && O->getNumArgs() == 1)
    return {localIn(O->getArg(0)), true};
  return {};
}

/// The variable that the statement gives another value, or declares.
const VarDecl *changedBy(const Stmt &S) {
  if (const auto *D = dyn_cast<DeclStmt>(&S))
    return D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
  if (const auto *B = dyn_cast<BinaryOperator>(&S))
    return B->isAssignmentOp() ? localIn(B->getLHS()) : nullptr;
  if (const auto *U = dyn_cast<UnaryOperator>(&S))
    return U->isIncrementDecrementOp() ? localIn(U->getSubExpr()) : nullptr;
  const auto *O = dyn_cast<CXXOperatorCallExpr>(&S);
  return O && (O->isAssignmentOp() || O->getOperator() == OO_PlusPlus)
             ? localIn(O->getArg(0))
             : nullptr;
}

class AfterResuming {
  const Facts &TuFacts;
  Flow &TuFlow;
  const HandedOut &Outs;
  /// Member functions that resume, or hand out, a handle of their object.
  llvm::DenseSet<const FunctionDecl *> Releasing;
  std::vector<AwaiterRace> Found;

public:
  AfterResuming(const Facts &TuFacts, Flow &TuFlow, const HandedOut &Outs)
      : TuFacts(TuFacts), TuFlow(TuFlow), Outs(Outs) {}

  std::vector<AwaiterRace> run() {
    for (const Call &C : TuFacts.Calls)
      if (const Expr *Handle = released(C); Handle && ownField(Handle))
        Releasing.insert(C.In->Fn->getCanonicalDecl());
    llvm::DenseSet<const Body *> Done;
    for (const Call &C : TuFacts.Calls) {
      if (Done.contains(C.In))
        continue;
      const Expr *Handle = released(C);
      bool IsResumed = Handle && resumed(C);
      if (IsResumed ? ofItself(C, *Handle) || ofANode(C, *Handle) ||
                          ofItsCoroutine(C, *Handle)
                    : (Handle && ofANode(C, *Handle)) || ofItsFunction(C))
        Done.insert(C.In);
    }
    return std::move(Found);
  }

private:
  /// The handle of any coroutine that the call resumes; else null.
  static const Expr *resumed(const Call &C) {
    const auto *F = dyn_cast<CXXMethodDecl>(C.Callee);
    if (C.Ends || C.In->Coroutine || !C.In->Root || !F ||
        !F->getParent()->isInStdNamespace() ||
        !F->getParent()->getIdentifier() ||
        F->getParent()->getName() != "coroutine_handle" ||
        !(F->getOverloadedOperator() == OO_Call ||
          (F->getIdentifier() && F->getName() == "resume")))
      return nullptr;
    const Expr *Object = C.object() ? valueOf(C.object()) : nullptr;
    return Object && isAnyCoroutineHandle(Object->getType()) ? Object : nullptr;
  }

  /// The handle that the call resumes, or gives to others; else null.
  const Expr *released(const Call &C) const {
    if (const Expr *Handle = resumed(C))
      return Handle;
    if (C.Ends || C.In->Coroutine || !C.In->Root || !C.In->Fn)
      return nullptr;
    std::vector<const Expr *> Given = C.arguments();
    for (unsigned I = 0; I != Given.size(); ++I) {
      const Expr *E = valueOf(Given[I]);
      if (isa<MemberExpr>(E) && isAnyCoroutineHandle(E->getType()) &&
          Outs.publishes(C, I))
        return E;
    }
    return nullptr;
  }

  /// The member that a handle is, or was taken out of: `std::exchange(h, {})`.
  static const FieldDecl *takenFrom(const Expr *E, unsigned Depth = 0) {
    if (!E)
      return nullptr;
    E = valueOf(E);
    if (const FieldDecl *F = ownField(E))
      return F;
    if (const auto *C = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *F = C->getDirectCallee();
      return F && F->isInStdNamespace() && F->getIdentifier() &&
                     F->getName() == "exchange" && C->getNumArgs() == 2
                 ? ownField(C->getArg(0)->IgnoreParenImpCasts())
                 : nullptr;
    }
    const VarDecl *V = Depth == 0 ? localIn(E) : nullptr;
    return V && V->isLocalVarDecl() ? takenFrom(V->getInit(), 1) : nullptr;
  }

  /// Who destroys the coroutine owns it, and lives on.
  bool owns(const CXXRecordDecl *Class) const {
    return llvm::any_of(TuFacts.Calls, [&](const Call &C) {
      const auto *F = dyn_cast<CXXMethodDecl>(C.Callee);
      const auto *By = C.In->Fn ? dyn_cast<CXXMethodDecl>(C.In->Fn) : nullptr;
      return F && By && F->getIdentifier() && F->getName() == "destroy" &&
             F->getParent()->isInStdNamespace() &&
             sameTemplate(By->getParent(), Class);
    });
  }

  /// A local that is made of the object itself, or owns one of its class, keeps
  /// it: `auto self = shared_from_this();`
  static bool isKept(const Body &B, const CXXRecordDecl *Class) {
    bool Is = false;
    auto Look = [&](const ValueDecl &V) {
      const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          recordOf(V.getType()));
      Is |= R && R->getTemplateArgs().size() > 0 &&
            R->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
            sameTemplate(recordOf(R->getTemplateArgs()[0].getAsType()), Class);
      const auto *Var = dyn_cast<VarDecl>(&V);
      if (!Var || !Var->hasInit() || V.getType()->isPointerType() ||
          V.getType()->isReferenceType() || !recordOf(V.getType()))
        return;
      // Neither a member of it nor what a member function of its own gives,
      // but for the one that gives the object itself.
      unsigned Bare = 0;
      forEachIn(Var->getInit(), [&](const Stmt &S) {
        Bare += isa<CXXThisExpr>(S);
        Bare -= ownField(&S) != nullptr;
      });
      Is |= Bare > 0;
    };
    for (const ParmVarDecl *P : B.Fn->parameters())
      Look(*P);
    if (const auto *M = dyn_cast<CXXMethodDecl>(B.Fn);
        M && M->getParent()->isLambda())
      for (const LambdaCapture &C : M->getParent()->captures())
        if (C.capturesVariable())
          Look(*C.getCapturedVar());
    forEachIn(B.Root, [&](const Stmt &S) {
      if (const auto *D = dyn_cast<DeclStmt>(&S))
        for (const Decl *One : D->decls())
          if (const auto *V = dyn_cast<VarDecl>(One))
            Look(*V);
    });
    return Is;
  }

  bool ofItself(const Call &C, const Expr &Handle) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.In->Fn);
    const FieldDecl *F = takenFrom(&Handle);
    const Ways *Of = F && M && !M->isStatic() ? TuFlow.waysOf(*C.In) : nullptr;
    if (!Of || owns(M->getParent()) || Outs.locks(*C.In) ||
        isKept(*C.In, cast<CXXRecordDecl>(F->getParent())))
      return false;
    for (const MemberExpr *Use : usesAfter(*C.At, *Of, F)) {
      Found.push_back(
          {AwaiterRace::AfterResuming, Use, C.At, Use->getMemberDecl(), C.In});
      return true;
    }
    return false;
  }

  /// `[this, handle] { handle.resume(); context->leave(); }` in await_suspend.
  bool ofItsCoroutine(const Call &C, const Expr &Handle) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Handle);
    const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    const auto *Suspend =
        P ? dyn_cast<CXXMethodDecl>(P->getDeclContext()) : nullptr;
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.In->Fn);
    if (!Suspend || !Suspend->getIdentifier() ||
        Suspend->getName() != "await_suspend" || !M ||
        !M->getParent()->isLambda() ||
        llvm::none_of(M->getParent()->captures(), [](const LambdaCapture &L) {
          return L.getCaptureKind() == LCK_This;
        }))
      return false;
    const Ways *Of = TuFlow.waysOf(*C.In);
    if (!Of || isKept(*C.In, Suspend->getParent()))
      return false;
    for (const MemberExpr *Use : usesAfter(*C.At, *Of, nullptr)) {
      Found.push_back(
          {AwaiterRace::AfterResuming, Use, C.At, Use->getMemberDecl(), C.In});
      return true;
    }
    return false;
  }

  /// Is it an awaiter, which waits in the frame of a coroutine? The class of a
  /// static callback is as good as one: that is what it was given.
  static bool isAwaiter(const CXXRecordDecl &Class, const Body &In) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(In.Fn);
    if (M && M->isStatic() && sameTemplate(M->getParent(), &Class))
      return true;
    IdentifierTable &Ids = Class.getASTContext().Idents;
    return !members(&Class, &Ids.get("await_suspend")).empty();
  }

  /// `waiter->handle.resume(); waiter = waiter->next;`
  bool ofANode(const Call &C, const Expr &Handle) {
    const auto *M = dyn_cast<MemberExpr>(&Handle);
    return M && isa<FieldDecl>(M->getMemberDecl()) && ofANode(C, *M);
  }

  /// `waiter->resume(); waiter = waiter->next;`
  bool ofItsFunction(const Call &C) {
    const auto *F = dyn_cast<CXXMethodDecl>(C.Callee);
    const auto *At = dyn_cast<CXXMemberCallExpr>(C.At);
    const auto *M =
        At ? dyn_cast<MemberExpr>(At->getCallee()->IgnoreParens()) : nullptr;
    return F && M && !C.Ends && !C.In->Coroutine && C.In->Root && C.In->Fn &&
           Releasing.contains(F->getCanonicalDecl()) && ofANode(C, *M);
  }

  bool ofANode(const Call &C, const MemberExpr &Member) {
    Node Of = nodeOf(Member);
    const auto *Class =
        dyn_cast<CXXRecordDecl>(Member.getMemberDecl()->getDeclContext());
    if (!Of.Name || !Class || !isAwaiter(*Class, *C.In) || owns(Class) ||
        Outs.locks(*C.In) || isKept(*C.In, Class))
      return false;
    const Ways *Paths = TuFlow.waysOf(*C.In);
    const MemberExpr *Use = nullptr;
    if (Paths)
      Paths->follow(*C.At, [&](const Stmt &S) {
        if (changedBy(S) == Of.Name)
          return Ways::Step::Stop;
        if (!(nodeOf(S) == Of))
          return Ways::Step::On;
        Use = Use ? Use : cast<MemberExpr>(&S);
        return Ways::Step::Stop;
      });
    if (Use)
      Found.push_back({resumed(C) ? AwaiterRace::AfterItsResuming
                                  : AwaiterRace::AfterItsHandingOut,
                       Use, C.At, Use->getMemberDecl(), C.In});
    return Use;
  }
};

} // namespace

std::vector<AwaiterRace> usesAfterResuming(const Facts &TuFacts, Flow &TuFlow,
                                           const HandedOut &Outs) {
  return AfterResuming(TuFacts, TuFlow, Outs).run();
}

} // namespace corolint
