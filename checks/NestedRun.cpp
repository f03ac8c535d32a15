//===- NestedRun.cpp - coro-nested-run ------------------------------------===//
//
// Reports running an event loop, or waiting for a task without co_await, inside
// a coroutine. The loop that runs the coroutine stands still meanwhile; if the
// task needs that loop, it does so for ever.
//
//   task<int> page() {
//     co_return sync_wait(fetch("body")); // reported
//   }
//
// Page: docs/checks/coro-nested-run.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/PoolWait.h"
#include "checks/base/Sink.h"
#include "fixes/Recipes.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};

static constexpr CheckOption Options[] = {
    {"Handlers", "note",
     "also in callbacks that an event loop runs, not only in coroutines; on: "
     "as "
     "in coroutines",
     "off|on|hint|note|warning|error"},
    {"Tests", "hint",
     "at most, in files with test cases: TEST(...) { }; on: as elsewhere",
     "off|on|hint|note|warning|error"},
};

static bool isALoop(llvm::StringRef Kind) {
  return Kind == "task" || Kind == "loop" || Kind == "own-loop";
}

extern const Check NestedRun;
const Check NestedRun = {"coro-nested-run",
                         Level::Warning,
                         Precision::High,
                         Tags,
                         Options,
                         run,
                         isALoop,
                         /*HandlersKey=*/"Handlers",
                         /*TestsKey=*/"Tests"};

/// What it means, by how the loop is run.
struct Meaning {
  std::string Waits, RunsInside, RunsItsOwn;

  explicit Meaning(llvm::StringRef Who) {
    std::string In = (" in a " + Who).str();
    Waits = In + " waits for a task, and blocks the thread that it may need";
    RunsInside =
        (In + " runs an event loop, and does so inside the one that runs the " +
         Who)
            .str();
    RunsItsOwn = (In + " runs a loop of its own, and the one that runs the " +
                  Who + " stands still")
                     .str();
  }
};

/// `task.wait_and_get()` → `co_await task`, if that gives the same.
static std::optional<Fix> awaitObject(Tu &T, const Call &C) {
  const auto *Made = dyn_cast<Expr>(C.At);
  const Expr &Object = *C.object();
  const Awaitable &Task = *T.types().of(Object.getType());
  QualType Given = Task.Gives.isNull() ? Task.argument() : Task.Gives;
  bool IsSame = Made && !Given.isNull() &&
                Given.getCanonicalType() == Made->getType().getCanonicalType();
  if (!IsSame || !C.arguments().empty() ||
      isa<CXXThisExpr>(Object.IgnoreParenImpCasts()) ||
      !T.mayAwait(*C.In, Task))
    return std::nullopt;
  return awaitArgument(T.source(), *Made, Object, C.Used.isOperand(),
                       Safety::Suggested,
                       Task.NeedsRvalue && Object.isLValue());
}

/// `auto future = spawn(task); future.get()` → `co_await task`
static std::optional<Fix> awaitSpawnedOf(Tu &T, const Call &C,
                                         const Expr &Spawned) {
  const auto *Wait = dyn_cast<Expr>(C.At);
  const auto *Ref =
      C.object() ? dyn_cast<DeclRefExpr>(C.object()->IgnoreParenImpCasts())
                 : nullptr;
  const auto *Kept = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Awaitable *Task = T.types().of(Spawned.getType());
  if (!Wait || !Kept || !Task || !Task->isTask() || !T.mayAwait(*C.In, *Task))
    return std::nullopt;
  return awaitSpawned(T.source(), *Kept, Spawned, *Wait, C.Used.isOperand(),
                      *C.In->Root);
}

/// A helper, in which the loop runs.
static void through(Tu &T, const Call &C, const Meaning &Means, Level Loud,
                    Sink &To) {
  std::optional<EffectCondition> If = T.summaries().through(C);
  if (!If)
    return;
  std::vector<EffectMessage> Messages;
  auto Add = [&](llvm::StringRef Kind, llvm::StringRef Words) {
    Messages.push_back(
        {Kind.str(), Loud, (Words + ": it comes to ").str(), ""});
  };
  Add("task", Means.Waits);
  std::optional<Fix> Await;
  if (T.isOfATask(C)) {
    Add("wait", Means.Waits);
    Await = awaitObject(T, C);
  }
  if (!T.effects().onlyRunsALoop(*C.In)) {
    Add("loop", Means.RunsInside);
    Add("own-loop", Means.RunsItsOwn);
  }
  If->Messages = std::move(Messages);
  To.report(NestedRun, placeOf(C), "", C.In->name())
      .onlyIf(std::move(*If))
      .fix(std::move(Await));
}

/// Work of a pool that waits for the pool.
static void onItsOwnPool(Tu &T, Sink &To) {
  for (const PoolWait &W : poolWaits(T.facts(), T.effects())) {
    std::string Pool = "'" + W.Pool->getNameAsString() + "'";
    To.report(NestedRun, W.Waits->At->getSourceRange(),
              "this waits, on a thread of " + Pool + ", for other work of " +
                  Pool + ": once all its threads do so, none is left for that",
              W.Waits->In->name())
        .note(W.Given->At->getSourceRange(),
              "here the work that waits is given to " + Pool);
  }
}

static void run(Tu &T, Sink &To) {
  onItsOwnPool(T, To);
  bool HandlersCount = T.looksAtHandlers(NestedRun);
  for (const Call &C : T.facts().Calls) {
    llvm::StringRef Who = T.effects().onALoop(C, HandlersCount);
    if (Who.empty())
      continue;
    Meaning Means(Who);
    Level Loud = std::min(
        {NestedRun.Severity, T.mostIn(*C.In, NestedRun),
         Who == "handler" ? T.mostInHandlers(NestedRun) : Level::Error});
    if (Loud == Level::Off)
      continue;
    Effect Of = T.effects().of(C);
    const auto *Loop = std::get_if<RunsALoop>(&Of);
    if (!Loop) {
      if (!std::holds_alternative<MayBlock>(Of))
        through(T, C, Means, Loud, To);
      continue;
    }
    // It may be the one of several tasks that is the loop's thread.
    if (!Loop->waitsForATask() && T.effects().onlyRunsALoop(*C.In))
      continue;
    std::string Words = phraseOf(C);
    Words += Loop->waitsForATask() ? Means.Waits
             : Loop->IsPrivate     ? Means.RunsItsOwn
                                   : Means.RunsInside;
    if (Loop->How)
      Words += ": it " + Loop->How->Why;
    std::optional<Fix> Await;
    const Awaitable *Task =
        Loop->Task ? T.types().of(Loop->Task->getType()) : nullptr;
    // More arguments say where or how it is to run: a plain await would not.
    if (Task && Task->isTask() && (!Loop->How || C.arguments().size() == 1) &&
        isa<Expr>(C.At) && T.mayAwait(*C.In, *Task))
      Await = awaitArgument(T.source(), *cast<Expr>(C.At), *Loop->Task,
                            C.Used.isOperand(),
                            Loop->How ? Safety::Safe : Safety::Suggested);
    if (const Expr *Spawned = Loop->Spawned)
      Await = awaitSpawnedOf(T, C, *Spawned);
    To.report(NestedRun, C.At->getSourceRange(), Words, C.In->name())
        .at(Loud)
        .fix(std::move(Await));
  }
}

} // namespace corolint
