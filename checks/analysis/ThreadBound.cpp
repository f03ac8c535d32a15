#include "checks/analysis/ThreadBound.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <set>

using namespace clang;

namespace corolint {

namespace {

/// What a way from an await comes by.
class Way {
public:
  Way(const Locks &TuLocks, const CFG &Graph, const Await &From,
      std::vector<ThreadBoundUse> &Out)
      : TuLocks(TuLocks), From(From), Out(Out) {
    for (const CFGBlock *Block : Graph)
      for (auto It = Block->begin(); It != Block->end(); ++It)
        if (auto S = It->getAs<CFGStmt>(); S && S->getStmt() == From.Expr)
          go(*Block, std::next(It));
  }

private:
  void go(const CFGBlock &Block, CFGBlock::const_iterator It) {
    for (; It != Block.end(); ++It)
      if (auto S = It->getAs<CFGStmt>()) {
        if (isa<CoroutineSuspendExpr>(S->getStmt()))
          return;
        // What is called is named before the arguments, which may suspend.
        const auto *Call = dyn_cast<CXXMemberCallExpr>(S->getStmt());
        const auto *M = dyn_cast<MemberExpr>(
            Call ? Call->getCallee()->IgnoreParens() : S->getStmt());
        if (M && (Call || isa<FieldDecl>(M->getMemberDecl())))
          use(*M);
      }
    for (const CFGBlock *Next : Block.succs())
      if (Next && Seen.insert(Next).second)
        go(*Next, Next->begin());
  }

  /// A member of a base class that any thread may use is none of them.
  void use(const MemberExpr &M) {
    const auto *Of =
        dyn_cast<CXXRecordDecl>(M.getMemberDecl()->getDeclContext());
    if (!Of)
      return;
    StringRef Why = TuLocks.whyThreadBound(*Of);
    const Expr *Object = M.getBase()->IgnoreParenImpCasts();
    std::string Name;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
      Name = Ref->getDecl()->getNameAsString();
    else if (const auto *Field = dyn_cast<MemberExpr>(Object))
      Name = Field->getMemberDecl()->getNameAsString();
    if (!Why.empty() && Named.insert(Name).second)
      Out.push_back({From.In, &M, From.Expr, Name, Why});
  }

  const Locks &TuLocks;
  const Await &From;
  std::vector<ThreadBoundUse> &Out;
  llvm::SmallPtrSet<const CFGBlock *, 8> Seen;
  std::set<std::string> Named;
};

} // namespace

/// Does it move to threads that nothing is bound to: a pool's? Where it goes to
/// what it is given, that may be the thread on which the object lives.
static bool movesAway(const Await &A, const Effects &TuEffects) {
  if (!TuEffects.leavesTheLoop(*A.Expr->getOperand()))
    return false;
  const auto *Made = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand()));
  return (Made && Made->getNumArgs() == isa<CXXOperatorCallExpr>(Made)) ||
         !TuEffects.poolsIn(*A.Expr->getOperand()).empty();
}

std::vector<ThreadBoundUse> threadBoundUses(const Facts &TuFacts,
                                            const Effects &TuEffects,
                                            const Locks &TuLocks,
                                            Flow &TuFlow) {
  std::vector<ThreadBoundUse> All;
  for (const Await &A : TuFacts.Awaits)
    if (!A.In->Broken && !A.In->Instantiated && movesAway(A, TuEffects))
      if (const CFG *Graph = TuFlow.of(*A.In))
        Way(TuLocks, *Graph, A, All);
  return All;
}

} // namespace corolint
