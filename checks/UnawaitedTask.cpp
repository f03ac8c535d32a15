//===- UnawaitedTask.cpp - coro-unawaited-task ----------------------------===//
//
// Reports a task that nobody awaits: thrown away as a statement, kept in a
// variable that is never used, or awaited on one path and dropped on another.
// Calling a coroutine does not run it: a lazy task never runs then, of an eager
// one the error is lost.
//
//   task<> save(std::string row);
//   task<> handle() {
//     save("started"); // reported
//     co_await next();
//   }
//
// Page: docs/checks/coro-unawaited-task.md
//
//===----------------------------------------------------------------------===//

#include "checks/Consequence.h"
#include "checks/Repair.h"
#include "checks/Tu.h"
#include "checks/analysis/Callback.h"
#include "checks/analysis/ReturnedTask.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};
static constexpr CheckOption Options[] = {
    {"Members", "note",
     "a task in a data member that nothing in its class awaits or takes out",
     "off|hint|note|warning|error"}};

extern const Check UnawaitedTask;
const Check UnawaitedTask = {"coro-unawaited-task",
                             Level::Warning,
                             Precision::VeryHigh,
                             Tags,
                             Options,
                             run};

namespace {

/// "the task in 'job'"
std::string describeKept(const TaskExpr &Task, const TaskLocal &Kept) {
  return nounOf(*Task.Type) + (Kept.IsTask ? " in '" : " kept in '") +
         Kept.Var->getNameAsString() + "'";
}

/// Says what becomes of one task.
class Speaker {
  Tu &T;
  Sink &To;
  const TaskExpr &Task;
  Repair Fixes;

public:
  Speaker(Tu &T, Sink &To, const TaskExpr &Task)
      : T(T), To(To), Task(Task), Fixes(T, Task) {}

  void operator()(const Handled &) {}
  void operator()(const Unknown &) {}

  void operator()(const Discarded &D) {
    // (void) in front of a task that runs anyway is a deliberate drop. What a
    // template does with any callable is its callers' mistake.
    if ((D.InWriting && !Task.Type->isLazy()) || calledParameter(Task))
      return;
    // Nothing can be awaited in a `catch` block. What ends it is set off there,
    // whatever comes of it; of the rest no fix is known that compiles.
    if (Task.Handler != TaskExpr::NotInAHandler && !Task.Type->isLazy()) {
      if (Task.Handler == TaskExpr::InAHandler)
        report(describe(Task) + " is not awaited" + consequence(Task))
            .at(Level::Note)
            .note(Task.Made->getSourceRange(),
                  "it can be awaited behind the handler");
      return;
    }
    auto Report =
        report(describe(Task) + " is not awaited" + consequence(Task));
    if (Task.Handler != TaskExpr::NotInAHandler)
      Report.note(Task.Made->getSourceRange(),
                  "it can be awaited behind the handler");
    Report.fix(Fixes.byAwaiting())
        .fix(D.InWriting ? std::nullopt : Fixes.byStarting());
  }

  void operator()(const NeverMentioned &N) {
    auto Report = report(describeKept(Task, *N.Kept) + " is never awaited" +
                         consequence(Task, /*IsKept=*/true));
    const TaskLocal &Last = *N.Last;
    std::string Name = "'" + Last.Var->getNameAsString() + "'";
    if (!Last.Type)
      Report.note(Last.Var->getLocation(), Name + " is never called");
    else if (&Last != N.Kept)
      Report.note(Last.Var->getLocation(),
                  "it ends up in " + Name + ", which nothing uses");
    Report.fix(Fixes.byAwaitingWhereKept(N));
  }

  void operator()(const DroppedOnAPath &P) {
    std::string Words = consequence(Task, /*IsKept=*/true);
    StringRef Lost = Words;
    bool IsSure = Lost.consume_front(", so ");
    auto Report =
        report(describeKept(Task, *P.Kept) + " is not awaited on every path" +
               (IsSure ? "; where it is not, " : "") + Lost.str());
    Report.note(P.Where.Condition->getSourceRange(),
                !P.Where.When   ? "it is dropped in this case"
                : *P.Where.When ? "it is dropped when this is true"
                                : "it is dropped when this is false");
    Report.fix(Fixes.byMakingItLater(P));
  }

  void operator()(const Overwritten &O) {
    report(describeKept(Task, *O.Kept) +
           " gets another value before it is awaited" + consequence(Task))
        .note(O.By->getSourceRange(), "it is overwritten here");
  }

  void operator()(const DroppedByCallee &D) {
    report(describe(Task) + " is not awaited by '" +
           D.Callee->getNameAsString() + "'" + consequence(Task))
        .note(D.Parameter->getLocation(), "nothing uses this parameter");
  }

  void operator()(const KeptInMember &K) {
    Level L = *parseLevel(T.option(UnawaitedTask, "Members"));
    if (L == Level::Off)
      return;
    std::string Words = nounOf(*Task.Type) + " in the member '" +
                        K.Field->getNameAsString() + "' is never awaited" +
                        consequence(Task, /*IsKept=*/true);
    auto Report = report(Words);
    Report.at(L);
    if (K.Elsewhere.empty())
      return;
    UnusedCondition If{T.symbols().of(*K.Field), {}, L, Words};
    for (const CXXMethodDecl *M : K.Elsewhere)
      If.Users.emplace_back(T.symbols().of(*M->getCanonicalDecl()),
                            identifierOf(*M));
    Report.onlyIf(std::move(If));
  }

private:
  Sink::Report report(const std::string &Words) {
    return To.report(UnawaitedTask, Task.Made->getSourceRange(), Words,
                     Task.In->name());
  }
};

} // namespace

static void run(Tu &T, Sink &To) {
  for (const TaskExpr &Task : T.facts().Tasks)
    if (!consequence(Task).empty())
      std::visit(Speaker(T, To, Task), T.fates().of(Task));
  for (const ReturnedTask &R : returnedTooEarly(T.facts(), T.locks())) {
    auto Report = To.report(
        UnawaitedTask, R.Task->Made->getSourceRange(),
        describe(*R.Task) +
            (R.Guard ? " is returned before it has begun, so it runs without "
                       "the lock in '" +
                           R.Guard->getNameAsString() + "'"
             : R.Task->Type->isLazy()
                 ? " is returned before it has begun, so its errors are not "
                   "caught here"
                 : " is returned, and keeps its errors until it is awaited: "
                   "none is caught here"),
        R.Task->In->name());
    if (R.Guard)
      Report.note(R.Guard->getLocation(), "it is given back here and now");
    else
      Report.note(R.Try->getBeginLoc(), "this 'try' ends with the return");
  }
  // The parts of what a call returned have no expression of their own.
  for (const TaskLocal &L : T.facts().Locals) {
    if (!isa<BindingDecl>(L.Var) || !L.IsTask)
      continue;
    std::optional<Loss> Lost = T.types().lossOf(
        *L.Type, {.IsInACoroutine = L.In->Coroutine != nullptr});
    if (!Lost)
      continue;
    TaskExpr Part{nullptr, L.Type, L.In, {}, *Lost};
    std::string Then = consequence(Part, /*IsKept=*/true);
    if (!Then.empty() && T.fates().isNeverUsed(L))
      To.report(UnawaitedTask, L.Var->getLocation(),
                describeKept(Part, L) + " is never awaited" + Then,
                L.In->name());
  }
}

} // namespace corolint
