#include "checks/Tu.h"
#include "checks/base/Sink.h"
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

static constexpr llvm::StringLiteral WaitsForATask =
    " in a coroutine blocks the thread that the task may need";
static constexpr llvm::StringLiteral RunsInside =
    " in a coroutine runs an event loop inside the one that runs the coroutine";
static constexpr llvm::StringLiteral RunsItsOwn =
    " in a coroutine runs a loop of its own, and the one that runs the "
    "coroutine stands still";

/// A helper, in which the loop runs.
static void through(Tu &T, const Call &C, Sink &To) {
  std::optional<Premise> If = T.summaries().through(C);
  if (!If)
    return;
  auto Add = [&](llvm::StringRef Kind, llvm::StringRef Words) {
    If->Answers.push_back(
        {Kind.str(), Level::Warning, (Words + ": it comes to ").str(), ""});
  };
  Add("task", WaitsForATask);
  if (!T.effects().onlyRunsALoop(*C.In)) {
    Add("loop", RunsInside);
    Add("own-loop", RunsItsOwn);
  }
  To.report(NestedRun, placeOf(C), "", C.In->name()).onlyIf(std::move(*If));
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
    // It may be the one of several tasks that is the loop's thread.
    if (!Loop->waitsForATask() && T.effects().onlyRunsALoop(*C.In))
      continue;
    std::string Words = nameOf(C);
    Words += Loop->waitsForATask() ? WaitsForATask
             : Loop->IsPrivate     ? RunsItsOwn
                                   : RunsInside;
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
