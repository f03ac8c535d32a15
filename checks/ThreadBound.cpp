//===- ThreadBound.cpp - coro-thread-bound --------------------------------===//
//
// Reports an object that only one thread may use, used by a coroutine that has
// moved to another: a widget after work on a pool, an environment of JNI.
//
//   co_await pool.schedule();
//   label->setText(text); // reported
//
// Page: docs/checks/coro-thread-bound.md
//
//===----------------------------------------------------------------------===//

#include "checks/analysis/ThreadBound.h"
#include "checks/Tu.h"
#include "checks/base/Sink.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "concurrency",
                                               "coroutines"};

extern const Check ThreadBound;
const Check ThreadBound = {
    "coro-thread-bound", Level::Warning, Precision::High, Tags, {}, run};

static void run(Tu &T, Sink &To) {
  for (const ThreadBoundUse &Use :
       threadBoundUses(T.facts(), T.effects(), T.locks(), T.flow())) {
    std::string Name = Use.Name.empty() ? "this object" : "'" + Use.Name + "'";
    To.report(ThreadBound, Use.At->getSourceRange(),
              Name +
                  " is used on another thread than its own: " + Use.Why.str(),
              Use.In->name())
        .note(Use.Moves->getKeywordLoc(),
              "this co_await moves the coroutine to another thread");
  }
}

} // namespace corolint
