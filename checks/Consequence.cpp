#include "checks/Consequence.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

std::string consequence(std::optional<Dropped> Lost, bool IsKept) {
  if (!Lost)
    return "";
  switch (*Lost) {
  case Dropped::NeverRuns:
    return ", so it never runs";
  case Dropped::ErrorLost:
    return ", so its error is lost";
  case Dropped::Cancelled:
    return IsKept ? ", so it is cancelled where its variable ends"
                  : ", so it is cancelled at once";
  case Dropped::Blocks:
    return IsKept ? ", so the end of its scope blocks until it is done"
                  : ", so it blocks here until it is done";
  case Dropped::Leaks:
    return ", so it never runs and its frame leaks";
  case Dropped::Terminates:
    return ", so the program ends where it is dropped";
  case Dropped::Unwaited:
    return ", so nothing waits for it";
  case Dropped::Nothing:
    return "";
  }
  return "";
}

std::string consequence(const TaskExpr &Task, bool IsKept) {
  if (Task.Lost.IsDeclared)
    return ", though it is declared as something not to ignore";
  return consequence(Task.Lost.What, IsKept);
}

std::string nounOf(const Awaitable &Type) {
  return Type.Is == Role::Task ? "the task" : "the operation";
}

std::string describe(const TaskExpr &Task) {
  const Expr *Made = Task.Made->IgnoreParenImpCasts();
  std::string Noun = nounOf(*Task.Type);
  if (isa<CoawaitExpr>(Made))
    return Noun + " that this await gives";
  const auto *Call = dyn_cast<CallExpr>(Made);
  if (!Call)
    return Noun + " '" + Task.Type->Class->getNameAsString() + "'";
  const NamedDecl *Callee = calleeOf(*Call);
  if (!Callee || Callee->getDeclName().isEmpty())
    return Noun;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && Method->getParent()->isLambda())
    return Noun + " of this lambda";
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (O->getOperator() != OO_Call)
      return Noun + " of '" + getOperatorSpelling(O->getOperator()) + "'";
    // A function object goes by its own name, if it has one.
    const auto *Object =
        dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts());
    if (!Object)
      return Noun;
    Callee = Object->getDecl();
  }
  return Noun + " of '" + shortName(*Callee) + "'";
}

} // namespace corolint
