#include "checks/Steps.h"
#include "checks/Tu.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"
#include "fixes/Recipes.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};

extern const Check NestedRun;
const Check NestedRun = {
    "coro-nested-run", Level::Warning, Precision::High, Tags, {}, run};

/// Could the value be the operand of something that binds tighter than
/// co_await?
static bool isOperand(const Usage &Used) {
  return Used.How == Use::Object || Used.How == Use::Other;
}

static std::string why(bool WaitsForATask) {
  return WaitsForATask
             ? " blocks the thread that the task may need"
             : " runs an event loop inside the one that runs the coroutine";
}

/// A helper, in which the loop runs.
static void through(Tu &T, const Call &C, Sink &To) {
  for (const Way &W : T.reaches().of(C)) {
    const auto *Loop = std::get_if<RunsALoop>(&W.What);
    if (!Loop)
      continue;
    bool WaitsForATask = !Loop->How || Loop->How->WaitsFor;
    if (!WaitsForATask && T.effects().onlyRunsALoop(*C.In))
      continue;
    std::string Words = nameOf(C) + " in a coroutine" + why(WaitsForATask) +
                        ": it comes to " + nameOf(*W.Steps.back());
    if (Loop->How)
      Words += ", which " + Loop->How->Why;
    auto Report = To.report(NestedRun, placeOf(C), Words, C.In->name());
    explain(W, Report);
  }
}

static void run(Tu &T, Sink &To) {
  for (const Call &C : T.facts().Calls) {
    if (!T.effects().mustNotBlock(*C.In, C.At))
      continue;
    Effect Of = T.effects().of(C);
    if (std::holds_alternative<NoEffect>(Of))
      through(T, C, To);
    const auto *Loop = std::get_if<RunsALoop>(&Of);
    if (!Loop)
      continue;
    bool WaitsForATask = !Loop->How || Loop->How->WaitsFor;
    // It may be the one of several tasks that is the loop's thread.
    if (!WaitsForATask && T.effects().onlyRunsALoop(*C.In))
      continue;
    std::string Words = nameOf(C) + " in a coroutine" + why(WaitsForATask);
    if (Loop->How)
      Words += ": it " + Loop->How->Why;
    std::optional<Fix> Await;
    const Awaitable *Task =
        Loop->Task ? T.types().of(Loop->Task->getType()) : nullptr;
    // More arguments say where or how it is to run: a plain await would not.
    if (Task && Task->isTask() && (!Loop->How || C.arguments().size() == 1) &&
        !C.In->Instantiated && isa<Expr>(C.At) &&
        T.types().accepts(C.In->promise(), *Task))
      Await = awaitArgument(T.source(), *cast<Expr>(C.At), *Loop->Task,
                            isOperand(C.Used),
                            Loop->How ? Safety::Safe : Safety::Suggested);
    To.report(NestedRun, C.At->getSourceRange(), Words, C.In->name())
        .fix(std::move(Await));
  }
}

} // namespace corolint
