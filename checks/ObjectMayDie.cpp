//===- ObjectMayDie.cpp - coro-object-may-die -----------------------------===//
//
// Reports a coroutine that is let go while nothing keeps the object it is a
// member of. The object is shared, so it ends with the last pointer to it; or
// another function ends it. That may be at any suspension of the coroutine,
// which then reads freed memory.
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
#include "fixes/Captures.h"
#include "fixes/Recipes.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "lifetime",
                                               "coroutines"};

extern const Check ObjectMayDie;
const Check ObjectMayDie = {
    "coro-object-may-die", Level::Note, Precision::Medium, Tags, {}, run};

/// What is suspended, in words.
static std::string coroutineOf(const UnkeptObject &O) {
  return O.Lambda ? "the lambda" : "'" + shortName(*O.Member) + "'";
}

/// Another function ends the object. What is to be done is done at the use.
static void reportEnded(const UnkeptObject &O, Sink &To) {
  auto Report =
      To.report(ObjectMayDie, O.Use.At->getSourceRange(),
                "the object may be gone: '" + shortName(*O.End->In->Fn) +
                    "' may end it while " + coroutineOf(O) + " is suspended",
                O.In->name());
  Report.cause(O.End->At->getSourceRange(), "it is ended here");
  Report.note(O.Start->getSourceRange(),
              coroutineOf(O) + " is let go here: nobody waits for it");
  if (O.Use.Since)
    Report.cause(O.Use.Since->getSourceRange(), O.Use.SinceWhy);
  Report.note(O.Use.At->getSourceRange(),
              O.End->WeakPointer.empty()
                  ? "let whoever ends the object wait for the coroutine first"
                  : "let the coroutine have a '" + O.End->WeakPointer.str() +
                        "' to it, and look at that behind the suspension");
}

/// The object is shared, and nothing of the coroutine has a part in it.
static void reportShared(Tu &T, const UnkeptObject &O, Sink &To) {
  // In a template the base may depend on an argument.
  std::string Of = O.Member->getTemplateInstantiationPattern() ? "this->" : "";
  std::string Self = "self = " + Of + shortName(*O.Keeper) + "()";
  std::string Keep = "auto " + Self + ";";
  auto Report = To.report(ObjectMayDie, O.Start->getSourceRange(),
                          "the object may be gone while " + coroutineOf(O) +
                              " is suspended: nothing of the coroutine keeps "
                              "it",
                          O.In->name());
  if (O.Use.Since)
    Report.cause(O.Use.Since->getSourceRange(), O.Use.SinceWhy);
  Report.note(O.Use.At->getSourceRange(),
              "it is used here, behind a suspension");
  Report.note(
      O.Start->getSourceRange(),
      "'" + shortName(*O.Class) +
          "' is shared: let the coroutine have a pointer of its own, '" +
          (O.Lambda ? Self : Keep) + "'");
  if (O.Lambda)
    Report.fix(capture(T.source(), *O.Lambda, Self,
                       "keep the object for as long as it runs"));
  else if (const FunctionDecl *Defined = O.Member->getDefinition())
    Report.fix(beginWith(T.source(), *Defined, Keep,
                         "keep the object for as long as it runs"));
}

static void run(Tu &T, Sink &To) {
  llvm::SmallPtrSet<const Stmt *, 4> Told;
  for (const UnkeptObject &O : T.lifetimes().objects())
    if (!O.End)
      reportShared(T, O, To);
    else if (Told.insert(O.Use.At).second)
      reportEnded(O, To);
}

} // namespace corolint
