//===- TaskAsVoidCallback.cpp - coro-task-as-void-callback ----------------===//
//
// Reports a callable that returns a task, given to something that calls it and
// throws the task away. A lazy task then never runs, of an eager one the error
// is lost, and no compiler warns: the drop happens inside a library.
//
//   void on_timeout(std::function<void()> handler);
//   on_timeout([] { return save("timeout"); }); // reported
//
// Page: docs/checks/coro-task-as-void-callback.md
//
//===----------------------------------------------------------------------===//

#include "checks/Consequence.h"
#include "checks/Tu.h"
#include "checks/analysis/Callback.h"
#include "checks/base/Sink.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};

extern const Check TaskAsVoidCallback;
const Check TaskAsVoidCallback = {"coro-task-as-void-callback",
                                  Level::Warning,
                                  Precision::High,
                                  Tags,
                                  {},
                                  run};

static std::string describeCallable(const LostResult &Lost) {
  const Expr *Callable = valueOf(Lost.Callable);
  if (const auto *Address = dyn_cast<UnaryOperator>(Callable))
    Callable = Address->getSubExpr()->IgnoreParenImpCasts();
  if (isa<LambdaExpr>(Callable))
    return "this lambda";
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Callable))
    return "'" + shortName(*Ref->getDecl()) + "'";
  return "this callable";
}

static std::string describeCaller(const NamedDecl &By) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&By)) {
    if (Method->getParent()->isLambda())
      return "a lambda";
    if (isa<CXXConstructorDecl>(Method))
      return "'" + qualifiedName(*Method->getParent()) + "'";
  }
  return "'" + qualifiedName(By) + "'";
}

static void run(Tu &T, Sink &To) {
  for (const LostResult &Lost :
       lostResults(T.facts(), T.types(), T.effects())) {
    // Whoever calls it is no coroutine, as a rule.
    std::string Then =
        consequence(Lost.Type->whenDropped(/*InACoroutine=*/false));
    if (Then.empty())
      continue;
    auto Report = To.report(
        TaskAsVoidCallback, Lost.Callable->getSourceRange(),
        nounOf(*Lost.Type) + " that " + describeCallable(Lost) +
            " returns is dropped by " + describeCaller(*Lost.By) + Then,
        Lost.In->name());
    if (Lost.At)
      Report.note(Lost.At->getSourceRange(), "it is dropped here");
  }
}

} // namespace corolint
