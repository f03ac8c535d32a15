#include "checks/Consequence.h"
#include "checks/Tu.h"
#include "checks/analysis/Callback.h"
#include "checks/base/Sink.h"
#include "fixes/Recipes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};
static constexpr CheckOption Options[] = {
    {"Members", "off",
     "a task in a data member that nothing in its class awaits or takes out",
     "off|hint|note|warning|error"}};

extern const Check UnawaitedTask;
const Check UnawaitedTask = {"coro-unawaited-task",
                             Level::Warning,
                             Precision::VeryHigh,
                             Tags,
                             Options,
                             run};

namespace {

/// "the task in 'job'"
std::string nameOf(const TaskExpr &Task, const TaskLocal &Kept) {
  return nounOf(*Task.Type) + (Kept.IsTask ? " in '" : " kept in '") +
         Kept.Var->getNameAsString() + "'";
}

/// Says what becomes of one task.
class Speaker {
  Tu &T;
  Sink &To;
  const TaskExpr &Task;

public:
  Speaker(Tu &T, Sink &To, const TaskExpr &Task) : T(T), To(To), Task(Task) {}

  void operator()(const Handled &) {}

  void operator()(const Discarded &D) {
    // (void) in front of a task that runs anyway is a deliberate drop. What a
    // template does with any callable is its callers' mistake.
    if ((D.InWriting && !Task.Type->isLazy()) || calledParameter(Task))
      return;
    auto Report = report(nameOf(Task) + " is not awaited" + consequence(Task));
    if (!mayAwait())
      return;
    if (mayStandAwaited())
      Report.fix(awaitIt(T.source(), *Task.Made, trust()));
    llvm::StringRef Spawn = T.types().spawnedBy(*Task.Type);
    if (!D.InWriting && standsAlone())
      if (auto Headers = T.headersFor(Spawn))
        Report.fix(including(T.source(), spawnIt(T.source(), *Task.Made, Spawn),
                             *Task.Made, *Headers));
  }

  void operator()(const NeverMentioned &N) {
    auto Report = report(nameOf(Task, *N.Kept) + " is never awaited" +
                         consequence(Task, /*IsKept=*/true));
    const TaskLocal &Last = *N.Last;
    std::string Name = "'" + Last.Var->getNameAsString() + "'";
    if (!Last.Type)
      Report.note(Last.Var->getLocation(), Name + " is never called");
    else if (&Last != N.Kept)
      Report.note(Last.Var->getLocation(),
                  "it ends up in " + Name + ", which nothing uses");
    const auto *Var = dyn_cast<VarDecl>(Last.Var);
    if (!mayAwait() || !Var || !Last.IsTask || Last.In != Task.In ||
        !Last.Overwrites.empty() || Task.Used.By)
      return;
    if (Last.Looks.empty() && Last.Mentions.empty() && knowsResult())
      Report.fix(awaitInitialiser(
          T.source(), *Var, &Last == N.Kept ? *Task.Made : *Var->getInit(),
          /*KeepsIt=*/!Task.Type->GivesNothing && !isIdle(*Task.Type),
          trust()));
    else if (Last.Looks.size() == 1 &&
             Last.Looks.front().Used.How == Use::Discarded)
      Report.fix(awaitVariable(T.source(), *Last.Looks.front().At,
                               Task.Type->NeedsRvalue, trust()));
  }

  void operator()(const DroppedOnAPath &P) {
    std::string Words = consequence(Task, /*IsKept=*/true);
    StringRef Lost = Words;
    bool IsSure = Lost.consume_front(", so ");
    auto Report =
        report(nameOf(Task, *P.Kept) + " is not awaited on every path" +
               (IsSure ? "; where it is not, " : "") + Lost.str());
    Report.note(P.Where.Condition->getSourceRange(),
                !P.Where.When   ? "it is dropped in this case"
                : *P.Where.When ? "it is dropped when this is true"
                                : "it is dropped when this is false");
    // What runs already does not begin where it is awaited.
    if (P.OnlyAwait && Task.Type->isLazy() && !Task.In->Instantiated)
      Report.fix(moveDown(T.source(), *cast<VarDecl>(P.Kept->Var), *Task.Made,
                          *P.OnlyAwait->Expr->getOperand(), *Task.In->Root));
  }

  void operator()(const Overwritten &O) {
    report(nameOf(Task, *O.Kept) + " gets another value before it is awaited" +
           consequence(Task))
        .note(O.By->getSourceRange(), "it is overwritten here");
  }

  void operator()(const DroppedByCallee &D) {
    report(nameOf(Task) + " is not awaited by '" + D.Callee->getNameAsString() +
           "'" + consequence(Task))
        .note(D.Parameter->getLocation(), "nothing uses this parameter");
  }

  void operator()(const KeptInMember &K) {
    Level L = *parseLevel(T.option(UnawaitedTask, "Members"));
    if (L != Level::Off)
      report(nounOf(*Task.Type) + " in the member '" +
             K.Field->getNameAsString() + "' is never awaited" +
             consequence(Task, /*IsKept=*/true))
          .at(L);
  }

private:
  Sink::Report report(const std::string &Words) {
    return To.report(UnawaitedTask, Task.Made->getSourceRange(), Words,
                     Task.In->name());
  }

  bool mayAwait() const { return T.mayAwait(*Task.In, *Task.Type); }

  /// Not as an arm of a condition, whose type it would change.
  bool standsAlone() const {
    return Task.Used.By &&
           llvm::any_of(Task.Used.By->children(), [&](const Stmt *S) {
             const auto *E = dyn_cast_or_null<Expr>(S);
             return E && E->IgnoreImplicit() == Task.Made->IgnoreImplicit();
           });
  }

  /// `std::ignore = co_await save()` of nothing would not compile, and a task
  /// that comes out of another one would be dropped in its place.
  bool mayStandAwaited() const {
    if (Task.Type->GivesNothing)
      return Task.Used.How == Use::Discarded ||
             isa_and_nonnull<ExplicitCastExpr>(Task.Used.By);
    const Awaitable *Given =
        Task.Type->Gives.isNull() ? nullptr : T.types().of(Task.Type->Gives);
    return !Given || !Given->isTask();
  }

  /// Else the variable could be one of nothing.
  bool knowsResult() const {
    return Task.Type->GivesNothing || Task.Type->IsCoroutineType ||
           !Task.Type->Gives.isNull();
  }

  /// A variable for its result that nothing names is a compiler's warning.
  static bool isIdle(const Awaitable &Task) {
    QualType T = Task.Gives.isNull() ? Task.argument() : Task.Gives;
    return !T.isNull() && T.isDestructedType() == QualType::DK_none;
  }

  /// A lazy task that is dropped did nothing: awaiting it is all that the
  /// author can have meant. An eager one runs either way.
  Safety trust() const {
    return Task.Type->isLazy() ? Safety::Safe : Safety::Suggested;
  }
};

} // namespace

static void run(Tu &T, Sink &To) {
  for (const TaskExpr &Task : T.facts().Tasks)
    if (!consequence(Task).empty())
      std::visit(Speaker(T, To, Task), T.fates().of(Task));
  // The parts of what a call returned have no expression of their own.
  for (const TaskLocal &L : T.facts().Locals) {
    if (!isa<BindingDecl>(L.Var) || !L.IsTask)
      continue;
    TaskExpr Part{nullptr, L.Type, L.In, {}, {}, false, false};
    T.types().mustBeAwaited(*L.Type,
                            {.IsInACoroutine = L.In->Coroutine != nullptr},
                            Part.WhenDropped, Part.MustBeUsed);
    std::string Lost = consequence(Part, /*IsKept=*/true);
    if (!Lost.empty() && T.fates().isNeverUsed(L))
      To.report(UnawaitedTask, L.Var->getLocation(),
                nameOf(Part, L) + " is never awaited" + Lost, L.In->name());
  }
}

} // namespace corolint
