//===- DanglingArgument.cpp - coro-dangling-argument ----------------------===//
//
// Reports what a task refers to and what is gone before the task is done: a
// temporary that was given to a coroutine whose task is kept or returned, a
// local that was lent to one that outlives its function.
//
//   task<int> length(const std::string &of);
//   auto job = length(read()); // reported: what read() gave ends here
//   co_await job;
//
// Page: docs/checks/coro-dangling-argument.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Lifetimes.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "lifetime",
                                               "coroutines"};

extern const Check DanglingArgument;
const Check DanglingArgument = {
    "coro-dangling-argument", Level::Warning, Precision::High, Tags, {}, run};

static std::string describe(const LentTooLong &D) {
  std::string Lender = D.From.Var    ? "'" + D.From.Var->getNameAsString() + "'"
                       : D.Parameter ? "this temporary"
                                     : "this object";
  std::string Task = "the task of '" + shortName(*D.Callee) + "'";
  if (D.Captured)
    Task = "what '" + shortName(*D.Callee) + "' calls";
  std::string Why;
  switch (D.Task.How) {
  case Finish::Returned:
    Why = "the task is returned";
    break;
  case Finish::Kept:
    Why = !D.From.Var ? "the task is not awaited in this statement"
          : D.Task.In ? "'" + D.Task.In->Var->getNameAsString() +
                            "' keeps the task for longer"
                      : "the task is kept by somebody else";
    break;
  default:
    Why = D.OnOneWay ? "on one way, nobody awaits it" : "the task runs on";
  }
  return Lender + " is gone when " + Task + " uses it: " + Why;
}

static void run(Tu &T, Sink &To) {
  for (const LentTooLong &D : T.lifetimes().arguments()) {
    auto Report = To.report(DanglingArgument, D.Argument->getSourceRange(),
                            describe(D), D.In->name());
    if (D.Parameter && !D.Captured)
      Report.note(D.Parameter->getSourceRange(),
                  "the coroutine only refers to what it is given here");
    if (D.UsedAt)
      Report.note(D.UsedAt->getSourceRange(), "it is used here");
    if (D.OnOneWay)
      Report.note(D.Task.At->getSourceRange(),
                  "nobody awaits the task after this");
  }
}

} // namespace corolint
