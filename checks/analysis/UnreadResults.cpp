#include "checks/analysis/UnreadResults.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <functional>
#include <set>

using namespace clang;

namespace corolint {

namespace {

class Search {
  const Facts &TuFacts;
  Awaitables &Types;
  const Effects &TuEffects;
  std::vector<UnreadResult> Found;

public:
  Search(const Facts &TuFacts, Awaitables &Types, const Effects &TuEffects)
      : TuFacts(TuFacts), Types(Types), TuEffects(TuEffects) {}

  std::vector<UnreadResult> run() {
    for (const Await &A : TuFacts.Awaits) {
      const VarDecl *V = A.In->Root && gatherOf(A) ? keptIn(A) : nullptr;
      if (const auto *Parts = dyn_cast_or_null<DecompositionDecl>(V))
        parts(*A.In, A, *Parts);
      else if (V && !V->hasAttr<UnusedAttr>())
        whole(*A.In, A, *V);
    }
    return std::move(Found);
  }

private:
  const NamedDecl *gatherOf(const Await &A) const {
    const auto *C = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand()));
    const NamedDecl *Callee = C ? calleeOf(*C) : nullptr;
    const FunctionModel *M = Callee ? TuEffects.modelOf(*Callee) : nullptr;
    return M && M->Gathering && M->Gathering->Code.KeepsErrors ? Callee
                                                               : nullptr;
  }

  /// The variable that the results are in, all of them.
  static const VarDecl *keptIn(const Await &A) {
    const auto *D = dyn_cast_or_null<DeclStmt>(A.Statement);
    const auto *V = D && D->isSingleDecl()
                        ? dyn_cast<VarDecl>(D->getSingleDecl())
                        : nullptr;
    return V && V->hasInit() && valueOf(V->getInit()) == A.Expr ? V : nullptr;
  }

  static const CallExpr &callOf(const Await &A) {
    return *cast<CallExpr>(valueOf(A.Expr->getOperand()));
  }

  /// A task without a result is awaited for what it does.
  bool givesNothing(const Await &A, uint64_t Task) const {
    const CallExpr &C = callOf(A);
    const Awaitable *Of =
        Task < C.getNumArgs() ? Types.of(C.getArg(Task)->getType()) : nullptr;
    return Of && Of->isTask() && Of->GivesNothing;
  }

  /// `auto [first, second] = co_await …;`, and only the first is named again.
  void parts(const Body &B, const Await &A, const DecompositionDecl &Parts) {
    const BindingDecl *Unread = nullptr;
    bool IsAnyRead = false;
    for (auto [I, Part] : llvm::enumerate(Parts.bindings())) {
      if (mentions(B.Root, *Part))
        IsAnyRead = true;
      else if (!Part->getName().starts_with("_") &&
               !Part->hasAttr<UnusedAttr>() && !Parts.hasAttr<UnusedAttr>() &&
               !Unread && !givesNothing(A, I))
        Unread = Part;
    }
    if (IsAnyRead && Unread)
      Found.push_back({&A, gatherOf(A), Unread, 0});
  }

  /// The element of `V` that this expression takes out; null: none.
  static const Expr *elementOf(const VarDecl &V, const Stmt &S,
                               const ASTContext &Ast,
                               std::optional<uint64_t> &Number) {
    const auto *C = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (!F)
      return nullptr;
    const Expr *Object = nullptr;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
      if (!F->getIdentifier() || F->getName() != "front")
        return nullptr;
      Object = M->getImplicitObjectArgument();
      Number = 0;
    } else if (C->getNumArgs() == 2 &&
               F->getOverloadedOperator() == OO_Subscript) {
      Object = C->getArg(0);
      if (auto I = integerIn(C->getArg(1), Ast))
        Number = I->getZExtValue();
    } else if (C->getNumArgs() == 1 && F->getIdentifier() &&
               F->getName() == "get" && F->isInStdNamespace()) {
      Object = C->getArg(0);
      const TemplateArgumentList *Arguments =
          F->getTemplateSpecializationArgs();
      if (Arguments && Arguments->size() &&
          (*Arguments)[0].getKind() == TemplateArgument::Integral)
        Number = (*Arguments)[0].getAsIntegral().getZExtValue();
    }
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(valueOf(Object));
    return Ref && Ref->getDecl() == &V && Number ? Ref : nullptr;
  }

  /// `auto all = co_await …;`, and only `all[0]` is named again.
  void whole(const Body &B, const Await &A, const VarDecl &V) {
    llvm::SmallPtrSet<const Stmt *, 8> Taken, Named;
    std::set<uint64_t> Read;
    std::function<void(const Stmt *)> Walk = [&](const Stmt *S) {
      if (!S)
        return;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
          Ref && Ref->getDecl() == &V)
        Named.insert(Ref);
      std::optional<uint64_t> Number;
      if (const Expr *Object =
              elementOf(V, *S, B.Fn->getASTContext(), Number)) {
        Taken.insert(Object);
        Read.insert(*Number);
      }
      if (const auto *L = dyn_cast<LambdaExpr>(S))
        return Walk(L->getBody());
      for (const Stmt *Child : childrenOf(*S))
        Walk(Child);
    };
    Walk(B.Root);
    if (Named.empty() || Named.size() != Taken.size())
      return;
    // Of a range nobody knows how many there are.
    uint64_t Given = callOf(A).getNumArgs();
    bool IsAnyUnread = Given == 1;
    for (uint64_t I = 0; I != Given && !IsAnyUnread; ++I)
      IsAnyUnread = !Read.contains(I) && !givesNothing(A, I);
    if (IsAnyUnread)
      Found.push_back({&A, gatherOf(A), &V, Read.size()});
  }
};

} // namespace

std::vector<UnreadResult> unreadResults(const Facts &TuFacts, Awaitables &Types,
                                        const Effects &TuEffects) {
  return Search(TuFacts, Types, TuEffects).run();
}

} // namespace corolint
