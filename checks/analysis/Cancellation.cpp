#include "checks/analysis/Cancellation.h"
#include "checks/facts/Names.h"
#include "checks/models/Model.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

/// The body of a loop that only its statements can end; else null.
static const Stmt *bodyOfEndless(const Stmt &Loop) {
  const Expr *Condition = nullptr;
  const Stmt *Body = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(&Loop)) {
    Condition = For->getCond();
    Body = For->getBody();
  } else if (const auto *While = dyn_cast<WhileStmt>(&Loop)) {
    Condition = While->getCond();
    Body = While->getBody();
  } else if (const auto *Do = dyn_cast<DoStmt>(&Loop)) {
    Condition = Do->getCond();
    Body = Do->getBody();
  }
  if (!Condition)
    return Body;
  const Expr *Value = Condition->IgnoreParenImpCasts();
  const auto *Bool = dyn_cast<CXXBoolLiteralExpr>(Value);
  const auto *Number = dyn_cast<IntegerLiteral>(Value);
  return (Bool && Bool->getValue()) || (Number && Number->getValue() != 0)
             ? Body
             : nullptr;
}

/// The handler that takes whatever is thrown. One before it may be what tells a
/// cancellation from an error.
static const CXXCatchStmt *catchesAll(const CXXTryStmt &Try) {
  const CXXCatchStmt *First = Try.getHandler(0);
  QualType Caught = First->getCaughtType();
  if (Caught.isNull())
    return First;
  const CXXRecordDecl *Class = recordOf(Caught.getNonReferenceType());
  return Class && qualifiedName(*Class) == "std::exception" ? First : nullptr;
}

namespace {

class EndlessBody {
public:
  EndlessBody(const Stmt &Body, const SourceManager &Sources)
      : Body(Body), Sources(Sources) {}

  bool has(const Await &A) const { return isIn(A, Body); }

  bool isIn(const Await &A, const Stmt &S) const {
    return Sources.isPointWithin(A.Expr->getKeywordLoc(), S.getBeginLoc(),
                                 S.getEndLoc());
  }

  /// The try block that has all of them; null: there is none.
  const CXXTryStmt *tryOf(ArrayRef<const Await *> Awaits) const {
    auto Find = [&](auto &Self, const Stmt *S) -> const CXXTryStmt * {
      if (!S || isa<LambdaExpr>(S))
        return nullptr;
      const auto *Try = dyn_cast<CXXTryStmt>(S);
      if (Try && llvm::all_of(Awaits, [&](const Await *A) {
            return isIn(*A, *Try->getTryBlock());
          }))
        return Try;
      for (const Stmt *Child : childrenOf(*S))
        if (const CXXTryStmt *Found = Self(Self, Child))
          return Found;
      return nullptr;
    };
    return Find(Find, &Body);
  }

  /// Does a round in which `Throws` does so come by something that leaves the
  /// loop?
  bool isLeft(const CXXTryStmt &Try, const Await &Throws) const {
    auto Leaves = [&](auto &Self, const Stmt *S, bool IsInner) -> bool {
      if (!S || isa<LambdaExpr>(S))
        return false;
      if (isa<ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(S) ||
          (isa<BreakStmt>(S) && !IsInner))
        return !isBehind(*S, Throws, *Try.getTryBlock());
      if (const auto *C = dyn_cast<CallExpr>(S))
        if (const FunctionDecl *F = C->getDirectCallee(); F && F->isNoReturn())
          return !isBehind(*S, Throws, *Try.getTryBlock());
      IsInner |=
          isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt>(S);
      return llvm::any_of(childrenOf(*S), [&](const Stmt *Child) {
        return Self(Self, Child, IsInner);
      });
    };
    return Leaves(Leaves, &Body, false);
  }

private:
  bool isBehind(const Stmt &S, const Await &A, const Stmt &Block) const {
    return Sources.isPointWithin(S.getBeginLoc(), A.Expr->getKeywordLoc(),
                                 Block.getEndLoc());
  }

  const Stmt &Body;
  const SourceManager &Sources;
};

} // namespace

std::vector<EatenCancellation> eatenCancellations(const Facts &TuFacts,
                                                  Awaitables &Types) {
  std::vector<EatenCancellation> All;
  for (const WrittenLoop &L : TuFacts.Loops) {
    const Stmt *Code = bodyOfEndless(*L.At);
    const Awaitable *Type =
        Code && L.In->Fn && !L.In->Broken && !L.In->Instantiated
            ? Types.of(L.In->Fn->getReturnType())
            : nullptr;
    if (!Type || !Type->Model || !Type->Model->CancelledByException)
      continue;
    EndlessBody Body(*Code, L.In->Fn->getASTContext().getSourceManager());
    std::vector<const Await *> Awaits;
    for (const Await &A : TuFacts.Awaits)
      if (A.In == L.In && Body.has(A))
        Awaits.push_back(&A);
    const CXXTryStmt *Try = Awaits.empty() ? nullptr : Body.tryOf(Awaits);
    const CXXCatchStmt *Handler = Try ? catchesAll(*Try) : nullptr;
    if (!Handler)
      continue;
    // What is awaited for an argument comes before what it is given to.
    const Await *First = Awaits.front();
    for (const Await *A : Awaits)
      if (Body.isIn(*A, *First->Expr))
        First = A;
    if (!Body.isLeft(*Try, *First))
      All.push_back({Handler, First, L.In});
  }
  return All;
}

} // namespace corolint
