//===- EndlessLoop.cpp - coro-endless-loop --------------------------------===//
//
// Reports a loop in a coroutine that waits for a flag, an atomic, a lock or the
// clock without a suspension point. It never lets the thread go: what it waits
// for may be set by code that never gets to run.
//
//   task<> wait() {
//     while (!ready_) { // reported
//     }
//     co_return;
//   }
//
// Page: docs/checks/coro-endless-loop.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Cancellation.h"
#include "checks/analysis/Spin.h"
#include "checks/base/Sink.h"
#include "fixes/Recipes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "performance",
                                               "coroutines"};
static constexpr CheckOption Options[] = {
    {"Cancellation", "off",
     "also a loop without an end that catches the exception by which its "
     "coroutine is cancelled, and goes on",
     "off|hint|note|warning|error"},
    {"Rounds", "1000000",
     "so many rounds of a counted loop without a suspension point are "
     "reported, "
     "as a note",
     ""}};

extern const Check EndlessLoop;
const Check EndlessLoop = {
    "coro-endless-loop", Level::Warning, Precision::High, Tags, Options, run};

static std::string describe(const Spin &S) {
  std::string Name = "'" + S.Name + "'";
  switch (S.For) {
  case Spin::Flag:
    return "this loop waits for " + Name +
           " and lets nobody run who could change it";
  case Spin::Atomic:
    return "this loop waits for " + Name +
           " and holds the thread until another one changes it";
  case Spin::Lock:
    return "this loop tries " + Name +
           " until it is free, and holds the thread meanwhile";
  case Spin::Clock:
    return "this loop holds the thread until a moment has come";
  case Spin::Count:
    break;
  }
  return "this loop makes " + std::to_string(S.Rounds) +
         " rounds without a suspension point";
}

static std::optional<Fix> yielding(Tu &T, const Spin &S) {
  const Awaitable *Type = T.types().of(S.In->Fn->getReturnType());
  if (!Type || !Type->Model || Type->Model->YieldedBy.empty())
    return std::nullopt;
  llvm::StringRef Code = Type->Model->YieldedBy;
  std::optional<std::vector<std::string>> Headers = T.headersFor(Code);
  if (!Headers)
    return std::nullopt;
  return including(T.source(),
                   letOthersRun(T.source(), *S.Inside, T.spelled(Code, *S.In)),
                   S.Loop->getBeginLoc(), *Headers);
}

static void eaten(Tu &T, Sink &To) {
  Level Loud = *parseLevel(T.option(EndlessLoop, "Cancellation"));
  if (Loud == Level::Off)
    return;
  for (const EatenCancellation &E : eatenCancellations(T.facts(), T.types()))
    To.report(EndlessLoop, E.Handler->getBeginLoc(),
              "this catches the cancellation as well, and the loop goes on, "
              "for ever",
              E.In->name())
        .at(Loud)
        .note(E.First->Expr->getSourceRange(),
              "once the coroutine is cancelled, this throws in every round");
}

static void run(Tu &T, Sink &To) {
  eaten(T, To);
  uint64_t Many = 0;
  if (T.option(EndlessLoop, "Rounds").getAsInteger(10, Many))
    Many = 1000000;
  for (const Spin &S : spinsIn(T.facts(), T.effects(), T.locks(), Many)) {
    bool IsSure = S.For != Spin::Count && !S.Works;
    auto Report = To.report(EndlessLoop, S.Loop->getBeginLoc(), describe(S),
                            S.In->name());
    Report.at(IsSure ? Level::Warning : Level::Note);
    if (S.OnlyIf)
      Report.note(S.OnlyIf->getSourceRange(),
                  "it goes round without a suspension point by this");
    else
      Report.fix(yielding(T, S));
  }
}

} // namespace corolint
