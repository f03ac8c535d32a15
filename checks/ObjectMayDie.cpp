//===- ObjectMayDie.cpp - coro-object-may-die -----------------------------===//
//
// Reports a coroutine that is let go while nothing keeps the object it is a
// member of. The object is shared, so it ends with the last pointer to it: at
// any suspension of the coroutine, which then reads freed memory.
//
//   struct Session : std::enable_shared_from_this<Session> {
//     void start() { co_spawn(executor, reader(), detached); } // reported
//     awaitable<void> reader();
//   };
//
// Page: docs/checks/coro-object-may-die.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Lifetimes.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"
#include "fixes/Recipes.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "lifetime",
                                               "coroutines"};

extern const Check ObjectMayDie;
const Check ObjectMayDie = {
    "coro-object-may-die", Level::Note, Precision::Medium, Tags, {}, run};

static void run(Tu &T, Sink &To) {
  for (const UnkeptObject &O : T.lifetimes().objects()) {
    std::string Class = shortName(*O.Class), Member = shortName(*O.Member);
    std::string Keep = "auto self = " + shortName(*O.Keeper) + "();";
    auto Report =
        To.report(ObjectMayDie, O.Start->getSourceRange(),
                  "the object may be gone while '" + Member +
                      "' is suspended: nothing of the coroutine keeps it",
                  O.In->name());
    Report.note(O.UsedAt->getSourceRange(),
                "it is used here, behind a suspension");
    Report.note(O.Start->getSourceRange(),
                "'" + Class +
                    "' is shared: let the coroutine have a pointer of "
                    "its own, '" +
                    Keep + "'");
    if (const FunctionDecl *Defined = O.Member->getDefinition())
      Report.fix(beginWith(T.source(), *Defined, Keep,
                           "keep the object for as long as it runs"));
  }
}

} // namespace corolint
