#include "checks/Tu.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"
#include "fixes/Recipes.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};

extern const Check UnawaitedTask;
const Check UnawaitedTask = {
    "coro-unawaited-task", Level::Warning, Precision::VeryHigh, Tags, {}, run};

/// What is lost, as the end of a sentence; empty: nothing that is known.
static std::string consequence(const Awaitable &Type) {
  if (!Type.WhenDropped)
    return "";
  switch (*Type.WhenDropped) {
  case Dropped::NeverRuns:
    return "it never runs";
  case Dropped::ErrorLost:
    return "its error is lost";
  case Dropped::Cancelled:
    return "it is cancelled at once";
  case Dropped::Blocks:
    return "it blocks here until it is done";
  case Dropped::Leaks:
    return "its frame leaks";
  case Dropped::Terminates:
    return "the program ends here";
  case Dropped::Nothing:
    return "";
  }
  return "";
}

static std::string nounOf(const TaskExpr &Task) {
  return Task.Type->Is == Role::Operation ? "the operation" : "the task";
}

/// "the task of 'save'"
static std::string nameOf(const TaskExpr &Task) {
  const Expr *Made = Task.Made->IgnoreParenImpCasts();
  std::string Noun = nounOf(Task);
  if (isa<CoawaitExpr>(Made))
    return Noun + " that this await gives";
  const auto *Call = dyn_cast<CallExpr>(Made);
  const NamedDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  if (!Callee || Callee->getDeclName().isEmpty())
    return Noun;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && Method->getParent()->isLambda())
    return Noun + " of this lambda";
  return Noun + " of '" + shortName(*Callee) + "'";
}

/// A lazy task that is dropped did nothing: awaiting it is all that the author
/// can have meant. An eager one runs either way.
static Safety trust(const Awaitable &Type) {
  return Type.isLazy() ? Safety::Safe : Safety::Suggested;
}

static bool canAwait(Tu &T, const TaskExpr &Task) {
  return Task.In->Coroutine && !Task.In->Instantiated &&
         T.types().accepts(Task.In->promise(), *Task.Type);
}

static void run(Tu &T, Sink &To) {
  for (const TaskExpr &Task : T.facts().Tasks) {
    std::string Lost = consequence(*Task.Type);
    if (Lost.empty())
      continue;
    Fate Of = T.fates().of(Task);
    SourceRange Where = Task.Made->getSourceRange();
    std::string In = qualifiedName(*Task.In->Fn);

    if (const auto *D = std::get_if<Discarded>(&Of)) {
      // (void) in front of a task that runs anyway is a deliberate drop.
      if (D->InWriting && !Task.Type->isLazy())
        continue;
      To.report(UnawaitedTask, Where,
                nameOf(Task) + " is not awaited, so " + Lost)
          .in(In)
          .fix(canAwait(T, Task)
                   ? awaitIt(T.source(), *Task.Made, trust(*Task.Type))
                   : std::nullopt);
      continue;
    }

    const TaskLocal *Kept = nullptr;
    if (const auto *N = std::get_if<NeverMentioned>(&Of))
      Kept = N->Kept;
    else if (const auto *P = std::get_if<DroppedOnAPath>(&Of))
      Kept = P->Kept;
    // [[maybe_unused]] says that nobody will. What is cancelled with its
    // variable is a guard: it runs for as long as the scope does.
    if (!Kept || Kept->Var->hasAttr<UnusedAttr>() ||
        (Task.Type->WhenDropped == Dropped::Cancelled && !Task.Type->isLazy()))
      continue;
    std::string Name =
        nounOf(Task) + " in '" + Kept->Var->getNameAsString() + "'";
    if (const auto *P = std::get_if<DroppedOnAPath>(&Of)) {
      const WayOut &Out = P->Where;
      std::string Way = !Out.When   ? "in this case"
                        : *Out.When ? "when this is true"
                                    : "when this is false";
      To.report(UnawaitedTask, Where,
                Name + " is not awaited on every path; where it is not, " +
                    Lost)
          .in(In)
          .note(Out.Condition->getSourceRange(), "it is dropped " + Way);
      continue;
    }
    To.report(UnawaitedTask, Where, Name + " is never awaited, so " + Lost)
        .in(In)
        .fix(canAwait(T, Task) && !Kept->IsLookedAt
                 ? awaitInitialiser(T.source(), *Kept->Var, *Task.Made,
                                    Task.Type->GivesNothing, trust(*Task.Type))
                 : std::nullopt);
  }
}

} // namespace corolint
