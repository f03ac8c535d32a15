//===- AwaiterRaces.cpp - coro-awaiter-race -------------------------------===//
//
// Reports an awaiter that is used after its coroutine's handle was handed out:
// another thread may have resumed the coroutine by then, and ended the awaiter
// with it. Also a lambda that has the handle by reference, and a member that is
// used after its object resumed a coroutine.
//
//   void await_suspend(std::coroutine_handle<> h) {
//     pool.post([h] { h.resume(); });
//     started = true; // reported
//   }
//
// Page: docs/checks/coro-awaiter-race.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/AwaiterRace.h"
#include "checks/analysis/UsesAfter.h"
#include "checks/base/Sink.h"
#include "checks/facts/Members.h"
#include "fixes/Captures.h"
#include "fixes/Recipes.h"
#include "fixes/Sooner.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "concurrency",
                                               "coroutines"};

extern const Check AwaiterRaces;
const Check AwaiterRaces = {
    "coro-awaiter-race", Level::Warning, Precision::High, Tags, {}, run};

static std::string describe(const AwaiterRace &R) {
  std::string Name = "'" + R.What->getNameAsString() + "'";
  switch (R.Is) {
  case AwaiterRace::AfterHandingOut:
    return Name + " is used after the coroutine's handle was handed out, when "
                  "another thread may have ended this awaiter";
  case AwaiterRace::HandleByReference:
    return "this lambda has " + Name +
           " by reference, which is gone when await_suspend returns";
  case AwaiterRace::NullContinuation:
    return Name + " is null if the coroutine, which begins in its call, ends "
                  "before somebody awaits it";
  case AwaiterRace::AfterItsResuming:
    return Name + " is used after the coroutine that waits there was resumed, "
                  "which may have ended the awaiter";
  case AwaiterRace::AfterItsHandingOut:
    return Name + " is used after the coroutine that waits there was set "
                  "going, which may have ended the awaiter";
  case AwaiterRace::AfterResuming:
    break;
  }
  return Name + " is used after a coroutine was resumed, which may have ended "
                "this object";
}

static std::optional<Fix> mend(const Source &Text, const AwaiterRace &R) {
  const auto *Out = dyn_cast_or_null<Expr>(R.Published);
  const auto *Use = dyn_cast<MemberExpr>(R.At);
  switch (R.Is) {
  case AwaiterRace::HandleByReference:
    return captureByValue(Text, cast<LambdaExpr>(*R.At), *R.What);
  case AwaiterRace::NullContinuation:
    return goOnIfSet(Text, *R.In->Root, cast<Expr>(*R.At),
                     "go on only if somebody waits");
  case AwaiterRace::AfterHandingOut:
    return Out ? doBefore(Text, *Out, *R.In->Root,
                          [](const Stmt &S) {
                            return hasAny(&S, [](const Expr &E) {
                              return ownField(&E) != nullptr;
                            });
                          })
               : std::nullopt;
  case AwaiterRace::AfterResuming:
  case AwaiterRace::AfterItsResuming:
  case AwaiterRace::AfterItsHandingOut:
    return Out && Use ? readBefore(Text, *Out, *Use, *R.In->Root)
                      : std::nullopt;
  }
  llvm_unreachable("no such kind");
}

static void run(Tu &T, Sink &To) {
  for (const AwaiterRace &R :
       awaiterRaces(T.facts(), T.locks(), T.flow(), T.effects())) {
    bool IsResumed = R.Is == AwaiterRace::AfterResuming ||
                     R.Is == AwaiterRace::AfterItsResuming;
    auto Report = To.report(AwaiterRaces, R.At->getSourceRange(), describe(R),
                            R.In->name());
    if (R.Published && R.Is != AwaiterRace::HandleByReference)
      Report.note(R.Published->getSourceRange(),
                  IsResumed ? "it is resumed here" : "it is handed out here");
    Report.fix(mend(T.source(), R));
  }
}

} // namespace corolint
