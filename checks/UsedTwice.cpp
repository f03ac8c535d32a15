//===- UsedTwice.cpp - coro-used-twice ------------------------------------===//
//
// Reports what is used again after it was used up: a task that gives its result
// once and is awaited a second time, or after it was moved away; a generator
// that is walked twice; a value that was moved into an awaited call and is read
// afterwards.
//
//   auto job = load(1);
//   co_await std::move(job);
//   co_await std::move(job); // reported
//
// Page: docs/checks/coro-used-twice.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Reuse.h"
#include "checks/base/Sink.h"
#include "fixes/Recipes.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};

extern const Check UsedTwice;
const Check UsedTwice = {
    "coro-used-twice", Level::Warning, Precision::High, Tags, {}, run};

static std::string describe(const Reused &R) {
  std::string Name = "'" + R.Var->getNameAsString() + "'";
  bool InALoop = R.AgainAt == R.FirstAt;
  switch (R.First) {
  case Reused::Awaited:
    return Name + (InALoop ? " is awaited in each round" : " is used again") +
           ", and such a task gives its result only once";
  case Reused::Walked:
    return Name + " is walked again, and a generator gives its values only "
                  "once";
  case Reused::Chained:
    return Name + " is used again, but its result goes on to what was chained "
                  "to it";
  case Reused::Moved:
    break;
  }
  if (InALoop)
    return Name + " is moved away in each round, and is empty from the second "
                  "on";
  return Name + (R.Into ? " is read after it was moved into '" +
                              R.Into->getNameAsString() + "'"
                        : " is used after it was moved away");
}

static void run(Tu &T, Sink &To) {
  for (const Reused &R :
       reusedIn(T.facts(), T.types(), T.flow(), T.effects())) {
    auto Report = To.report(UsedTwice, R.AgainAt->getSourceRange(), describe(R),
                            R.In->name());
    if (R.AgainAt == R.FirstAt)
      Report.note(R.Var->getLocation(), "it is made once, here");
    else
      Report.cause(R.FirstAt->getSourceRange(),
                   R.First == Reused::Awaited   ? "it is awaited here"
                   : R.First == Reused::Moved   ? "it is moved here"
                   : R.First == Reused::Chained ? "it is chained here"
                                                : "it is walked here");
    if (R.Moving)
      Report.fix(giveACopy(T.source(), *R.Moving, *cast<Expr>(R.FirstAt)));
  }
}

} // namespace corolint
