#include "checks/analysis/Fate.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

Fates::Fates(const Facts &All, Flow &Ways) : Ways(Ways) {
  for (const TaskLocal &L : All.Locals)
    Locals[L.Var] = &L;
  for (const TaskExpr &T : All.Tasks)
    MadeHere.insert(T.Made);
}

/// `task.then(f)`: the callable goes on where the first task ends, and the
/// second is there for those who want to know when.
bool Fates::isContinuation(const TaskExpr &T) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(T.Made->IgnoreParenImpCasts());
  // What is cancelled with its object takes the first task along.
  if (!Call || T.Type->isLazy() || Call->getNumArgs() == 0 ||
      T.Type->WhenDropped == Dropped::Cancelled)
    return false;
  const Expr *Object = valueOf(Call->getImplicitObjectArgument());
  return MadeHere.contains(Object) ||
         sameTemplate(recordOf(Object->getType()), T.Type->Class);
}

/// `co_await task.resolve()` that gives the finished task itself back.
static bool isTheObjectAgain(const TaskExpr &T) {
  const auto *Await = dyn_cast<CoawaitExpr>(T.Made->IgnoreParenImpCasts());
  const auto *Call =
      Await ? dyn_cast<CXXMemberCallExpr>(valueOf(Await->getOperand()))
            : nullptr;
  return Call &&
         sameTemplate(recordOf(Call->getImplicitObjectArgument()->getType()),
                      T.Type->Class);
}

/// A coroutine all of whose calls and awaits stand in a `try` that catches
/// everything for good: there is no error to lose.
static bool letsNoErrorOut(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F || !F->hasBody(Definition))
    return false;
  const auto *Body = dyn_cast<CoroutineBodyStmt>(Definition->getBody());
  const auto *Block =
      Body ? dyn_cast_or_null<CompoundStmt>(Body->getBody()) : nullptr;
  if (!Block)
    return false;
  auto Has = [](auto &Self, const Stmt *S, auto Is) -> bool {
    return S && (Is(*S) || llvm::any_of(S->children(), [&](const Stmt *C) {
                   return Self(Self, C, Is);
                 }));
  };
  bool Guarded = false;
  for (const Stmt *S : Block->body()) {
    // What co_return adds to its operand is the promise's.
    if (const auto *Return = dyn_cast<CoreturnStmt>(S))
      S = Return->getOperand();
    if (!S)
      continue;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
      const CXXCatchStmt *Last = Try->getHandler(Try->getNumHandlers() - 1);
      bool Throws = false;
      for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
        Throws |= Has(Has, Try->getHandler(I)->getHandlerBlock(),
                      [](const Stmt &In) { return isa<CXXThrowExpr>(In); });
      if (Last->getExceptionDecl() || Throws)
        return false;
      Guarded = true;
    } else if (Has(Has, S, [](const Stmt &In) {
                 return isa<CallExpr, CoawaitExpr, CXXThrowExpr>(In);
               })) {
      return false;
    }
  }
  return Guarded;
}

bool Fates::onlyLooksDropped(const TaskExpr &T) const {
  if (isContinuation(T) || isTheObjectAgain(T) || T.ExpectedToThrow)
    return true;
  const auto *Call = dyn_cast<CallExpr>(T.Made->IgnoreParenImpCasts());
  return T.Type->WhenDropped == Dropped::ErrorLost && Call &&
         letsNoErrorOut(Call->getDirectCallee());
}

Fate Fates::of(const TaskExpr &T) const {
  switch (T.Used.How) {
  case Use::Discarded:
    if (onlyLooksDropped(T))
      return Handled{Use::Other};
    return Discarded{};
  case Use::Voided:
    return Discarded{/*InWriting=*/true};
  case Use::Local: {
    const TaskLocal *L = Locals.lookup(T.Used.Local);
    if (!L)
      return Handled{Use::Stored};
    if (L->Mentions.empty())
      return NeverMentioned{L};
    if (auto Out = Ways.withoutMention(*L))
      return DroppedOnAPath{L, *Out};
    return Handled{Use::Local};
  }
  default:
    return Handled{T.Used.How};
  }
}

} // namespace corolint
