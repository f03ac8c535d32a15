#include "checks/analysis/WorkList.h"
#include "checks/analysis/Iteration.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

namespace {

/// The object whose members a condition asks: `todo` of `!todo.empty()`.
const ValueDecl *askedIn(const Stmt *Condition) {
  if (!Condition)
    return nullptr;
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(Condition)) {
    const Expr *Object = C->getImplicitObjectArgument()->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
      return Ref->getDecl();
    if (const auto *M = dyn_cast<MemberExpr>(Object);
        M && isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()))
      return M->getMemberDecl();
    return nullptr;
  }
  const ValueDecl *Only = nullptr;
  for (const Stmt *Child : childrenOf(*Condition))
    if (const ValueDecl *V = askedIn(Child)) {
      if (Only && Only != V)
        return nullptr;
      Only = V;
    }
  return Only;
}

bool names(const Stmt *S, const ValueDecl &V) {
  if (!S)
    return false;
  if (const auto *M = dyn_cast<MemberExpr>(S); M && M->getMemberDecl() == &V)
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == &V)
    return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return names(C, V); });
}

/// Reads a loop that drains a list of work and adds to it.
class WorkListReader {
  Awaitables &Types;
  const WhileStmt &Loop;
  const ValueDecl *List;
  const CoawaitExpr *Only = nullptr;
  unsigned Awaits = 0;
  bool Leaves = false, Grows = false;

public:
  WorkListReader(Awaitables &Types, const WhileStmt &Loop)
      : Types(Types), Loop(Loop), List(askedIn(Loop.getCond())) {}

  std::optional<WorkList> read() {
    const auto *Block = dyn_cast<CompoundStmt>(Loop.getBody());
    if (!List || !Block || hasAwait(Loop.getCond()) || isInOrder())
      return std::nullopt;
    const VarDecl *Taken = nullptr;
    for (const Stmt *S : Block->body())
      if (const auto *D = dyn_cast<DeclStmt>(S); D && !Taken && !hasAwait(D))
        if (const auto *V = D->isSingleDecl()
                                ? dyn_cast<VarDecl>(D->getSingleDecl())
                                : nullptr;
            V && V->hasInit() && names(V->getInit(), *List))
          Taken = V;
    if (!Taken)
      return std::nullopt;
    walk(Block);
    if (Awaits != 1 || Leaves)
      return std::nullopt;
    const auto *Call = dyn_cast<CallExpr>(valueOf(Only->getOperand()));
    const Awaitable *Type = Call ? Types.of(Call->getType()) : nullptr;
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    if (!F || !Type || Type->Is != Role::Task || !mentions(Call, *Taken) ||
        isOrderedVerb(shortName(*F)) || !(Grows || isHandedOn(*Call, *F)))
      return std::nullopt;
    return WorkList{List, Only, Type};
  }

private:
  /// First the best, the nearest, the oldest: the order is what it is for.
  bool isInOrder() const {
    return (List->getIdentifier() && isOrderedNoun(List->getName())) ||
           StringRef(typeName(List->getType())).contains("priority_queue");
  }

  /// Can the call add to the list?
  bool isHandedOn(const CallExpr &Call, const FunctionDecl &F) const {
    for (unsigned I = 0; I < Call.getNumArgs() && I < F.getNumParams(); ++I) {
      QualType P = F.getParamDecl(I)->getType();
      if ((P->isLValueReferenceType() || P->isPointerType()) &&
          !P->getPointeeType().isConstQualified() &&
          names(Call.getArg(I), *List))
        return true;
    }
    return false;
  }

  void walk(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    Leaves |= isa<BreakStmt, CoreturnStmt, ReturnStmt, GotoStmt>(S);
    if (const auto *A = dyn_cast<CoawaitExpr>(S)) {
      ++Awaits;
      Only = A;
      return walk(A->getOperand());
    }
    // What is added behind the await.
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(S);
        C && Only && C->getNumArgs() && C->getMethodDecl() &&
        !C->getMethodDecl()->isConst() &&
        names(C->getImplicitObjectArgument(), *List))
      Grows = true;
    // `append(todo, more)`, `todo += more`
    if (const auto *C = dyn_cast<CallExpr>(S); C && Only && C->getNumArgs() > 1)
      if (const FunctionDecl *F = C->getDirectCallee())
        Grows |= isHandedOn(*C, *F);
    for (const Stmt *Child : childrenOf(*S))
      walk(Child);
  }
};

} // namespace

std::optional<WorkList> workListOf(Awaitables &Types, const WhileStmt &Loop) {
  return WorkListReader(Types, Loop).read();
}

} // namespace corolint
