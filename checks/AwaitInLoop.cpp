//===- AwaitInLoop.cpp - coro-await-in-loop -------------------------------===//
//
// Reports a loop that awaits work on one element after another although the
// iterations do not need each other: it takes the sum of all, where the slowest
// would do. That is seconds or minutes where there are many elements, and it
// reads like any other loop.
//
//   for (Session &session : sessions)
//     co_await session.stop(); // reported
//
// Page: docs/checks/coro-await-in-loop.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/base/Sink.h"
#include "fixes/LoopTogether.h"
#include "fixes/Recipes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/QualTypeNames.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"performance", "coroutines"};
static constexpr CheckOption Options[] = {
    {"OnOneObject", "off",
     "also where all iterations call the same object, which may not like it",
     "off|hint|note|warning|error"}};

extern const Check AwaitInLoop;
const Check AwaitInLoop = {
    "coro-await-in-loop", Level::Note, Precision::Medium, Tags, Options, run};

static std::string advice(const SlowLoop &L) {
  if (!L.With || L.With->Range.empty())
    return "start all of them before the first is awaited, or a limited number "
           "at a time if there can be many";
  std::string Words = "'" + L.With->Range + "' awaits a range of tasks at once";
  if (L.With->Window.empty())
    Words += "; if there can be many, await a limited number at a time";
  else
    Words += ", '" + L.With->Window + "' a limited number at a time";
  if (!L.With->OnError.empty() && L.With->Range == L.With->Name &&
      L.With->Code.Shape != Together::InTurn)
    Words += "; on an error, " + L.With->OnError;
  return Words;
}

/// Code that awaits what the loop makes behind it, at once.
static std::optional<Fix> atOnce(Tu &T, const SlowLoop &L) {
  const auto *Await = dyn_cast<CoawaitExpr>(L.At);
  if (!Await || L.OfTasks || L.In->Instantiated || !L.With ||
      (!L.With->RangeTakesVector && !L.With->Loop))
    return std::nullopt;
  RangeCode Code = L.With->Loop.value_or(
      RangeCode{"std::vector<{type}> {tasks};", "{tasks}.push_back({task})",
                "{auto results = }co_await " + L.With->Range +
                    "(std::move({tasks}));\n{use}",
                L.With->Code.Each});
  auto Headers =
      T.headersFor("std::vector std::move " + Code.Before + Code.Each +
                   (L.With->Loop ? Code.Behind : std::string()));
  if (!Headers)
    return std::nullopt;
  if (!L.With->Loop && !T.isDeclared(L.With->Range))
    Headers->push_back(L.With->Header);
  for (std::string *Part : {&Code.Before, &Code.Each, &Code.Behind})
    *Part = T.spelled(*Part, *L.In);
  std::string Range = T.spelled(L.With->Range, *L.In);
  std::string Type = TypeName::getFullyQualifiedName(
      Await->getOperand()->IgnoreImplicit()->getType(), T.source().ast(),
      T.source().ast().getPrintingPolicy());
  RangeGather How{Range,
                  T.spelled(Type, *L.In),
                  Code.Before,
                  Code.Each,
                  Code.Behind,
                  Code.Slot,
                  L.With->Loop ? !Code.Slot.empty() : L.With->Code.KeepsErrors};
  return including(T.source(),
                   awaitRange(T.source(), How, *L.Loop, *Await, *L.In->Root),
                   L.Loop->getBeginLoc(), *Headers);
}

static void run(Tu &T, Sink &To) {
  Level OnOne = *parseLevel(T.option(AwaitInLoop, "OnOneObject"));
  for (const SlowLoop &L : T.loops().slow()) {
    if (L.IsOnOne && OnOne == Level::Off)
      continue;
    SourceRange Where = L.At->getSourceRange();
    if (L.WorkList) {
      To.report(AwaitInLoop, Where,
                "the work in '" + L.WorkList->getNameAsString() +
                    "' is done one piece after another, though it does not "
                    "wait for each other",
                L.In->name())
          .note(Where, "take what is there as a batch: " + advice(L));
      continue;
    }
    auto Report = To.report(
        AwaitInLoop, Where,
        L.OfTasks
            ? "the tasks are awaited one after another, so each starts only "
              "when the one before is done"
            : "each iteration works on its own element, but starts only when "
              "the one before is done");
    Report.in(L.In->name());
    if (L.IsOnOne)
      Report.at(OnOne);
    Report.note(Where, advice(L));
    Report.fix(atOnce(T, L));
  }
}

} // namespace corolint
