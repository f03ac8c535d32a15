#include "checks/analysis/ReturnedTask.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"

using namespace clang;

namespace corolint {

/// Is nothing computed or looked up but what the function was given?
static bool isPlain(const Expr *E) {
  E = valueOf(E);
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(E))
    return llvm::all_of(Made->arguments(), isPlain);
  return isa_and_nonnull<DeclRefExpr, CXXThisExpr, CXXDefaultArgExpr,
                         IntegerLiteral, FloatingLiteral, StringLiteral,
                         CXXBoolLiteralExpr, CXXNullPtrLiteralExpr>(E);
}

static bool isPlainCall(const Expr &Made) {
  const auto *Call = dyn_cast<CallExpr>(Made.IgnoreParenImpCasts());
  return Call && llvm::all_of(Call->arguments(), isPlain);
}

/// The block with the statement in it, and the `try` whose block that is.
static const CompoundStmt *blockOf(const Stmt *S, const Stmt &Wanted,
                                   const CXXTryStmt *&Try) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    if (llvm::is_contained(Block->body(), &Wanted))
      return Block;
  for (const Stmt *Child : childrenOf(*S))
    if (const CompoundStmt *Found = blockOf(Child, Wanted, Try)) {
      const auto *Outer = dyn_cast<CXXTryStmt>(S);
      if (Outer && Outer->getTryBlock() == Found)
        Try = Outer;
      return Found;
    }
  return nullptr;
}

/// Can the call itself throw nothing? The error of a task that has begun comes
/// later, too.
static bool throwsNothing(const Expr &Made) {
  const auto *Call = dyn_cast<CallExpr>(Made.IgnoreParenImpCasts());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const auto *Type = F ? F->getType()->getAs<FunctionProtoType>() : nullptr;
  return Type && Type->isNothrow();
}

/// Does the call take the caught exception, or the current one as a name in it
/// says?
static bool isOfTheException(const Expr &Made, const VarDecl *Caught) {
  const Expr *Call = valueOf(&Made);
  if (!isa_and_nonnull<CallExpr>(Call))
    return false;
  bool SaysSo = Caught && mentions(Call, *Caught);
  forEachIn(Call, [&](const Stmt &S) {
    std::string Name;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      Name = Ref->getDecl()->getNameAsString();
    else if (const auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(&S))
      Name = Scoped->getDeclName().getAsString();
    SaysSo |= StringRef(Name).contains_insensitive("exception");
  });
  return SaysSo;
}

/// `catch (…) { return make_exception_future(std::current_exception()); }`: who
/// awaits what is returned gets every error, whenever it comes.
static bool passesErrorsOn(const CXXTryStmt &Try) {
  for (unsigned I = 0; I != Try.getNumHandlers(); ++I) {
    const CXXCatchStmt &Handler = *Try.getHandler(I);
    const auto *Block = dyn_cast<CompoundStmt>(Handler.getHandlerBlock());
    const auto *Return = Block && Block->size() == 1
                             ? dyn_cast<ReturnStmt>(Block->body_front())
                             : nullptr;
    if (!Return || !Return->getRetValue() ||
        !isOfTheException(*Return->getRetValue(), Handler.getExceptionDecl()))
      return false;
  }
  return true;
}

std::vector<ReturnedTask> returnedTooEarly(const Facts &TuFacts,
                                           Locks &TuLocks) {
  std::vector<ReturnedTask> Found;
  for (const TaskExpr &T : TuFacts.Tasks) {
    if (T.Used.How != Use::Returned || T.In->Coroutine || !T.In->Root ||
        !isa_and_nonnull<ReturnStmt>(T.Used.By) || !isPlainCall(*T.Made))
      continue;
    bool IsLazy = T.Type->isLazy() && T.Type->Promise;
    if (!IsLazy && !(T.Type->isTask() && throwsNothing(*T.Made)))
      continue;
    const CXXTryStmt *Try = nullptr;
    const CompoundStmt *Block = blockOf(T.In->Root, *T.Used.By, Try);
    if (!Block)
      continue;
    if (Try && Block->size() == 1) {
      if (passesErrorsOn(*Try))
        continue;
      Found.push_back({&T, Try, nullptr});
      continue;
    }
    if (!IsLazy)
      continue;
    // `std::lock_guard guard(mutex); return work();`
    const auto *At = llvm::find(Block->body(), T.Used.By);
    const auto *Before =
        At == Block->body_begin() ? nullptr : dyn_cast<DeclStmt>(*(At - 1));
    const auto *V = Before && Before->isSingleDecl()
                        ? dyn_cast<VarDecl>(Before->getSingleDecl())
                        : nullptr;
    const Locks::Guard *Guard = V ? TuLocks.guardOf(V->getType()) : nullptr;
    if (Guard && !Guard->IsScope && !Guard->IsPart)
      Found.push_back({&T, nullptr, V});
  }
  return Found;
}

} // namespace corolint
