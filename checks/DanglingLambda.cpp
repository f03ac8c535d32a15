//===- DanglingLambda.cpp - coro-dangling-lambda --------------------------===//
//
// Reports a coroutine lambda with captures whose closure ends before its task
// does: what it captured, by value or not, is read from freed memory then.
//
//   [name]() -> fire_and_forget { // reported
//     co_await sleep(1s);
//     greet(name);
//   }();
//
// Page: docs/checks/coro-dangling-lambda.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Lifetimes.h"
#include "checks/base/Sink.h"
#include "checks/facts/Copyable.h"
#include "checks/facts/Names.h"
#include "fixes/Captures.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "lifetime",
                                               "coroutines"};

extern const Check DanglingLambda;
const Check DanglingLambda = {
    "coro-dangling-lambda", Level::Warning, Precision::High, Tags, {}, run};

static std::string inQuotes(const NamedDecl &D) {
  if (const auto *M = dyn_cast<CXXMethodDecl>(&D);
      M && (isa<CXXConstructorDecl>(M) || M->getParent()->isLambda()))
    return M->getParent()->isLambda() ? "a lambda"
                                      : "'" + shortName(*M->getParent()) + "'";
  return "'" + shortName(D) + "'";
}

static std::string describe(const DanglingClosure &D) {
  const CXXRecordDecl *R = D.Closure->getType()->getAsCXXRecordDecl();
  bool IsLambda = R && R->isLambda();
  std::string Read = D.Use.What ? "'" + D.Use.What->getNameAsString() + "' is"
                     : IsLambda ? "what this lambda captured is"
                                : "its object is";
  std::string Closure = IsLambda ? "its closure" : "the temporary";
  if (D.Local)
    Closure = "'" + D.Local->getNameAsString() + "'";
  return Read + " read after " + Closure + " is gone: ";
}

static std::string reason(const DanglingClosure &D) {
  switch (D.Ends) {
  case DanglingClosure::LetGo:
    return inQuotes(*D.By) +
           " lets it go when the coroutine is first suspended";
  case DanglingClosure::Borrowed:
    return inQuotes(*D.By) + " only borrows it, and " +
           (D.Task.In && D.Local ? "'" + D.Task.In->Var->getNameAsString() +
                                       "' keeps its task for longer"
            : D.Local            ? "outlives this function"
                                 : "is not awaited here");
  case DanglingClosure::Scope:
    return D.Task.In ? "'" + D.Task.In->Var->getNameAsString() +
                           "' keeps the task for longer"
                     : "the coroutine outlives this function";
  case DanglingClosure::Expression:
    break;
  }
  if (D.Task.EndsWithALocal)
    return "the generator goes on behind this expression";
  return D.Task.How == Finish::RunsOn
             ? "the coroutine runs on after this statement"
             : "the coroutine is not awaited in this statement";
}

/// Can the closure be copied: all that it has itself?
static bool isCopyableClosure(const LambdaExpr &Lambda) {
  return llvm::all_of(
      Lambda.getLambdaClass()->fields(), [](const FieldDecl *F) {
        const CXXRecordDecl *R = F->getType()->getAsCXXRecordDecl();
        return !R || !R->hasDefinition() || isCopyable(*R->getDefinition());
      });
}

static void run(Tu &T, Sink &To) {
  for (const DanglingClosure &D : T.lifetimes().closures()) {
    SourceRange Where = D.Closure->getSourceRange();
    auto Report =
        To.report(DanglingLambda, Where, describe(D) + reason(D), D.In->name());
    if (D.Use.Since)
      Report.cause(D.Use.Since->getSourceRange(), D.Use.SinceWhy);
    Report.note(D.Use.At->getSourceRange(), "it is read here");
    if (D.CalledAt)
      Report.note(D.CalledAt->getSourceRange(),
                  inQuotes(*D.By) + " begins the coroutine here");
    if (D.Elsewhere)
      Report.onlyIf(
          LentUseCondition{LentUseCondition::LetsGo,
                           T.symbols().of(*D.Elsewhere->getCanonicalDecl()),
                           identifierOf(*D.Elsewhere), D.Parameter,
                           DanglingLambda.Severity, describe(D) + reason(D)});
    if (!D.Lambda)
      continue;
    if (D.Ends == DanglingClosure::Expression || isCopyableClosure(*D.Lambda))
      Report.fix(closureByValue(T.source(), *D.Lambda));
    if (D.Ends == DanglingClosure::Expression && D.Call)
      Report.fix(capturesAsParameters(T.source(), *D.Lambda, *D.Call));
  }
  if (T.audits())
    for (const Unsure &U : T.lifetimes().unsure())
      if (U.What == Unsure::Closure)
        To.report(
              DanglingLambda, U.At,
              (U.Name ? "'" + U.Name->getNameAsString() + "' is"
                      : std::string("what this lambda captured is")) +
                  " read after a suspension, and it is not known how long " +
                  inQuotes(*U.By) + " has the closure",
              U.In->name())
            .at(Level::Hint)
            .note(U.UsedAt->getSourceRange(), "it is read here");
}

} // namespace corolint
