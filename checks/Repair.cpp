#include "checks/Repair.h"
#include "checks/Tu.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "fixes/Recipes.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace corolint {

std::optional<Fix> Repair::byAwaiting() const {
  if (!mayAwait() || !mayStandAwaited())
    return std::nullopt;
  return awaitIt(T.source(), *Task.Made, trust());
}

std::optional<Fix> Repair::byStarting() const {
  llvm::StringRef Spawn = T.types().spawnedBy(*Task.Type);
  if (Spawn.empty() || !mayAwait() || !standsAlone())
    return std::nullopt;
  auto Headers = T.headersFor(Spawn);
  if (!Headers)
    return std::nullopt;
  return including(T.source(),
                   spawnIt(T.source(), *Task.Made, T.spelled(Spawn, *Task.In)),
                   Task.Made->getBeginLoc(), *Headers);
}

/// A variable for its result that nothing names is a compiler's warning.
static bool isIdle(const Awaitable &Task) {
  QualType T = Task.Gives.isNull() ? Task.argument() : Task.Gives;
  if (T.isNull())
    return false;
  // A template that nobody has used yet tells by its pattern.
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return (R = readable(R)) && R->hasTrivialDestructor();
  return T.isDestructedType() == QualType::DK_none;
}

std::optional<Fix> Repair::byAwaitingWhereKept(const NeverMentioned &N) const {
  const TaskLocal &Last = *N.Last;
  const auto *Var = dyn_cast<VarDecl>(Last.Var);
  if (!mayAwait() || !Var || !Last.IsTask || Last.In != Task.In ||
      !Last.Overwrites.empty() || Task.Used.By)
    return std::nullopt;
  if (Last.Looks.empty() && Last.Mentions.empty() && knowsResult())
    return awaitInitialiser(
        T.source(), *Var, &Last == N.Kept ? *Task.Made : *Var->getInit(),
        /*KeepsIt=*/!Task.Type->GivesNothing && !isIdle(*Task.Type), trust());
  if (Last.Looks.size() == 1 && Last.Looks.front().Used.How == Use::Discarded)
    return awaitVariable(T.source(), *Last.Looks.front().At,
                         Task.Type->NeedsRvalue, trust());
  return std::nullopt;
}

std::optional<Fix> Repair::byMakingItLater(const DroppedOnAPath &P) const {
  // What runs already does not begin where it is awaited.
  if (!P.OnlyAwait || !Task.Type->isLazy() || Task.In->Instantiated)
    return std::nullopt;
  return moveDown(T.source(), *cast<VarDecl>(P.Kept->Var), *Task.Made,
                  *P.OnlyAwait->Expr->getOperand(), *Task.In->Root);
}

/// A handler may not await ([expr.await]/2).
bool Repair::mayAwait() const {
  return Task.Handler == TaskExpr::NotInAHandler &&
         T.mayAwait(*Task.In, *Task.Type);
}

/// Not as an arm of a condition, whose type it would change.
bool Repair::standsAlone() const {
  return Task.Used.By &&
         llvm::any_of(childrenOf(*Task.Used.By), [&](const Stmt *S) {
           const auto *E = dyn_cast_or_null<Expr>(S);
           return E && E->IgnoreImplicit() == Task.Made->IgnoreImplicit();
         });
}

/// `std::ignore = co_await save()` of nothing would not compile, and a task
/// that comes out of another one would be dropped in its place.
bool Repair::mayStandAwaited() const {
  if (Task.Type->GivesNothing)
    return Task.Used.How == Use::Discarded ||
           isa_and_nonnull<ExplicitCastExpr>(Task.Used.By);
  const Awaitable *Given =
      Task.Type->Gives.isNull() ? nullptr : T.types().of(Task.Type->Gives);
  return !Given || !Given->isTask();
}

/// Else the variable could be one of nothing.
bool Repair::knowsResult() const {
  return Task.Type->GivesNothing || Task.Type->IsCoroutineType ||
         !Task.Type->Gives.isNull();
}

/// A lazy task that is dropped did nothing: awaiting it is all that the author
/// can have meant. An eager one runs either way.
Safety Repair::trust() const {
  return Task.Type->isLazy() ? Safety::Safe : Safety::Suggested;
}

} // namespace corolint
