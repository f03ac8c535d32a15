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
#include "checks/facts/Copyable.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Lending.h"
#include "fixes/Recipes.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "lifetime",
                                               "coroutines"};

extern const Check DanglingArgument;
const Check DanglingArgument = {
    "coro-dangling-argument", Level::Warning, Precision::High, Tags, {}, run};

static std::string describe(const LentTooLong &D) {
  std::string Lender =
      D.From.Name   ? "'" + D.From.Name->getNameAsString() + "'"
      : D.IsDefault ? "the default of '" + D.Parameter->getNameAsString() + "'"
      : D.Parameter ? "this temporary"
                    : "this object";
  std::string Task = D.Callee->getOverloadedOperator() == OO_Call
                         ? "the task that this call makes"
                         : "the task of '" + shortName(*D.Callee) + "'";
  if (D.Captured)
    Task = "what '" + shortName(*D.Callee) + "' calls";
  else if (D.Task.EndsWithALocal)
    Task = "the generator of '" + shortName(*D.Callee) + "'";
  std::string Why;
  switch (D.Task.How) {
  case Finish::Returned:
    Why = "the task is returned";
    break;
  case Finish::Kept:
    Why = D.Task.EndsWithALocal ? "it goes on behind this expression"
          : !D.From.Var         ? "the task is not awaited in this statement"
          : D.Task.In           ? "'" + D.Task.In->Var->getNameAsString() +
                                      "' keeps the task for longer"
                                : "the task is kept by somebody else";
    break;
  default:
    Why = D.OnOneWay       ? "on one way, nobody awaits it"
          : D.Task.MayLose ? "the task runs on when another one is done first"
                           : "the task runs on";
  }
  return Lender + " is gone when " + Task + " uses it: " + Why;
}

/// The temporary as a local in front of the one that keeps the task.
static std::optional<Fix> named(Tu &T, const LentTooLong &D,
                                std::string &Given) {
  const auto *Keeps = D.Task.In ? dyn_cast<VarDecl>(D.Task.In->Var) : nullptr;
  if (D.From.Var || !Keeps || !D.Parameter || D.IsDefault)
    return std::nullopt;
  QualType Is = D.From.At->getType();
  const Expr *Written = D.Argument->IgnoreUnlessSpelledInSource();
  NewLocal As{"auto", D.Parameter->getNameAsString()};
  const ASTContext &Ast = T.source().ast();
  // A conversion makes what the parameter asks for.
  QualType Asked = D.Parameter->getType().getNonReferenceType();
  if (!Ast.hasSameUnqualifiedType(Is, Written->getType()))
    As.Type = TypeName::getFullyQualifiedName(
        (Ast.hasSameUnqualifiedType(Is, Asked) ? Asked : Is)
            .getUnqualifiedType(),
        Ast, Ast.getPrintingPolicy());
  if (As.Name.empty())
    As.Name = "argument";
  std::vector<std::string> Headers;
  if (D.Parameter->getType()->isRValueReferenceType()) {
    As.Given = "std::move({})";
    Headers = T.headersFor(As.Given).value_or(Headers);
  }
  return including(
      T.source(),
      nameBefore(T.source(), *Written, *Keeps, *D.In->Root, As, Given),
      Written->getBeginLoc(), Headers);
}

/// Only where a copy is the same object, and the type is written as it is.
static std::optional<Fix> byValue(Tu &T, const LentTooLong &D) {
  if (!D.Parameter || D.Captured || D.Callee->isTemplated() ||
      D.Callee->isTemplateInstantiation())
    return std::nullopt;
  QualType P = D.Parameter->getType();
  const CXXRecordDecl *R = recordOf(P);
  const auto *M = dyn_cast<CXXMethodDecl>(D.Callee);
  if (!P->isReferenceType() || (M && M->isVirtual()) ||
      (P->isLValueReferenceType() && !P->getPointeeType().isConstQualified()) ||
      (R && (!R->hasDefinition() || !isCopyable(*R->getDefinition()) ||
             R->getDefinition()->isPolymorphic())))
    return std::nullopt;
  return takeByValue(T.source(), *D.Callee,
                     D.Parameter->getFunctionScopeIndex());
}

/// What a plain function returns, awaited by a coroutine.
static std::optional<Fix> awaited(Tu &T, const LentTooLong &D) {
  const auto *Return = dyn_cast_or_null<ReturnStmt>(D.Task.At);
  const FunctionDecl *F = D.In->Fn;
  if (D.Task.How != Finish::Returned || !Return || !F || D.In->Coroutine ||
      F->isConstexpr() || F->getDeclaredReturnType()->getContainedAutoType() ||
      !Return->getRetValue() ||
      !T.source().ast().hasSameUnqualifiedType(Return->getRetValue()->getType(),
                                               F->getReturnType()))
    return std::nullopt;
  const Awaitable *Type = T.types().of(F->getReturnType());
  if (!Type || Type->Is == Role::Generator)
    return std::nullopt;
  unsigned Returns = 0;
  forEachIn(D.In->Root, [&](const Stmt &S) { Returns += isa<ReturnStmt>(S); });
  return Returns == 1 ? awaitReturned(T.source(), *Return) : std::nullopt;
}

static void run(Tu &T, Sink &To) {
  llvm::DenseMap<const Body *, std::string> Given; // names, by fixes
  for (const LentTooLong &D : T.lifetimes().arguments()) {
    auto Report = To.report(DanglingArgument, D.Argument->getSourceRange(),
                            describe(D), D.In->name());
    if (D.Parameter && !D.Captured &&
        !T.source().ast().getSourceManager().isInSystemHeader(
            D.Parameter->getLocation()))
      Report.note(D.Parameter->getSourceRange(),
                  "the coroutine only refers to what it is given here");
    if (D.Use && D.Use->Since)
      Report.cause(D.Use->Since->getSourceRange(), D.Use->SinceWhy);
    if (D.Use)
      Report.note(D.Use->At->getSourceRange(), "it is used here");
    if (D.OnOneWay)
      Report.note(D.Task.At->getSourceRange(),
                  "nobody awaits the task after this");
    Report.fix(awaited(T, D));
    Report.fix(named(T, D, Given[D.In]));
    if (!D.IsOpen) {
      Report.fix(byValue(T, D));
      continue;
    }
    unsigned Parameter =
        D.Parameter ? D.Parameter->getFunctionScopeIndex() : LentUse::TheObject;
    Report.onlyIf(LentUseCondition{
        LentUseCondition::IsUsed, T.symbols().of(*D.Callee->getCanonicalDecl()),
        identifierOf(*D.Callee), Parameter, DanglingArgument.Severity,
        describe(D)});
  }
  if (T.audits())
    for (const Unsure &U : T.lifetimes().unsure())
      if (U.What != Unsure::Closure)
        To.report(DanglingArgument, U.At,
                  U.What == Unsure::Parameter
                      ? "what '" + U.Name->getNameAsString() +
                            "' refers to has to outlive '" + shortName(*U.By) +
                            "', which nobody can wait for"
                      : "it is not known whether this outlives the task of '" +
                            shortName(*U.By) + "', which runs on",
                  U.In->name())
            .at(Level::Hint)
            .note(U.UsedAt->getSourceRange(), "it is used here");
}

} // namespace corolint
