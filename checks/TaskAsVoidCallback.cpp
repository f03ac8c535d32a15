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
#include "fixes/Detached.h"
#include "fixes/Recipes.h"
#include "clang/AST/ExprCXX.h"

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
    return "'" + shortName(By) + "'";
  }
  return "'" + qualifiedName(By) + "'";
}

/// `asio::post(io, f)` → `asio::co_spawn(io, f, asio::detached)`
static std::optional<Fix> byAnotherCall(Tu &T, const LostResult &Lost) {
  const auto *Made = dyn_cast<CallExpr>(Lost.To->At);
  const FunctionModel *Known = T.effects().modelOf(*Lost.To->Callee);
  if (!Made || !Known || Known->ForTasks.empty() ||
      Lost.To->Used.How != Use::Discarded)
    return std::nullopt;
  std::string Code = T.spelled(Known->ForTasks, *Lost.In);
  for (auto [I, Argument] : llvm::enumerate(Lost.To->arguments())) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    std::string Slot = "{" + std::to_string(I) + "}";
    size_t At = Code.find(Slot);
    auto Text = T.source().text(Argument->getSourceRange());
    if (At == std::string::npos || !Text)
      return std::nullopt;
    Code.replace(At, Slot.size(), *Text);
  }
  auto Headers = T.headersFor(Known->ForTasks);
  if (!Headers || Code.find("{1}") != std::string::npos)
    return std::nullopt;
  std::string Name = Code.substr(0, Code.find('('));
  return including(T.source(),
                   replaceCall(T.source(), *Made,
                               "start it there, with '" + Name + "'", Code),
                   Made->getBeginLoc(), *Headers);
}

/// `{.get_executor()}` in the code that starts such a task: of the object that
/// is given the callable, or of the first argument that has it.
static std::optional<std::string> executorFor(Tu &T, const Call &To,
                                              StringRef Member) {
  StringRef Name = Member.take_until([](char C) { return C == '('; });
  auto Has = [&](const Expr *E) {
    QualType Of = E->getType();
    const CXXRecordDecl *R =
        recordOf(Of->isPointerType() ? Of->getPointeeType() : Of);
    return R && R->hasDefinition() && hasMember(*R, Name);
  };
  std::vector<const Expr *> From = To.arguments();
  if (const Expr *Object = To.object())
    From.insert(From.begin(), Object);
  auto It = llvm::find_if(From, Has);
  if (It == From.end())
    return std::nullopt;
  auto Text = T.source().text((*It)->getSourceRange());
  if (!Text || needsParentheses(**It))
    return std::nullopt;
  return *Text + ((*It)->getType()->isPointerType() ? "->" : ".") +
         Member.str();
}

/// The callable as one that starts its task itself.
static std::optional<Fix> byStarting(Tu &T, const LostResult &Lost) {
  const auto *Lambda = dyn_cast<LambdaExpr>(valueOf(Lost.Callable));
  const TypeModel *Known = Lost.Type->Model;
  if (!Lambda || !Known)
    return std::nullopt;
  std::optional<Fix> Mended;
  StringRef Code = Known->DetachedAs;
  if (!Code.empty()) {
    Mended = returnDetached(T.source(), *Lambda, T.spelled(Code, *Lost.In));
  } else {
    Code = Known->StartedBy;
    size_t Open = Code.find("{."), Close = Code.find('}', Open);
    if (Close == StringRef::npos)
      return std::nullopt;
    auto Where = executorFor(T, *Lost.To, Code.slice(Open + 2, Close));
    if (!Where)
      return std::nullopt;
    Mended = startInside(
        T.source(), *Lambda, *Where,
        T.spelled(
            (Code.take_front(Open) + "executor" + Code.substr(Close + 1)).str(),
            *Lost.In));
  }
  auto Headers = T.headersFor(Code);
  if (!Headers)
    return std::nullopt;
  return including(T.source(), std::move(Mended), Lambda->getBeginLoc(),
                   *Headers);
}

static std::optional<Fix> mend(Tu &T, const LostResult &Lost) {
  if (Lost.In->Instantiated)
    return std::nullopt;
  std::optional<Fix> F = byAnotherCall(T, Lost);
  return F ? F : byStarting(T, Lost);
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
    Report.fix(mend(T, Lost));
  }
}

} // namespace corolint
